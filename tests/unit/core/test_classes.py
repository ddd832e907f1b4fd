"""Class names, their order and what is refused."""

from __future__ import annotations

import pytest

from qeu_station.core.classes import Classes, DefectClass, likeliest_defect
from qeu_station.errors import RecipeError


def test_the_built_in_classes_come_first():
    classes = Classes((DefectClass("short", "s"), DefectClass("傷")))
    assert classes.names == ("ok", "unknown", "short", "傷")
    assert [classes.index(name) for name in classes.names] == [0, 1, 2, 3]


def test_an_unknown_class_is_said_with_the_nearest():
    with pytest.raises(RecipeError, match=r'Class "shrot".*Did you mean "short"'):
        Classes((DefectClass("short"),)).index("shrot")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (["ok"], 'name "ok" is used 2 times'),
        (["unknown"], 'name "unknown" is used 2 times'),
        (["a", "a"], 'name "a" is used 2 times'),
    ],
)
def test_a_name_stands_once(own, said):
    with pytest.raises(RecipeError, match=said):
        Classes(tuple(DefectClass(name) for name in own))


def test_a_key_stands_once_and_no_key_is_no_clash():
    Classes((DefectClass("a"), DefectClass("b")))
    with pytest.raises(RecipeError, match='key "o" is used 2 times'):
        Classes((DefectClass("open", "o"),))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"name": ""}, "cannot be used"),
        ({"name": " a"}, "cannot be used"),
        ({"name": "Short"}, "cannot be used"),
        ({"name": "ignore"}, 'other than "ignore"'),
        ({"name": "a", "key": "F1"}, "2 characters long"),
        ({"name": "a", "colour": "red"}, "not #rrggbb"),
        ({"name": "a", "colour": "#12345g"}, "not #rrggbb"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(entry, said):
    with pytest.raises(RecipeError, match=said):
        DefectClass(**entry)


def test_the_likeliest_defect_is_never_ok_and_the_first_of_equals() -> None:
    names = ("ok", "unknown", "scratch", "dent")
    assert likeliest_defect((0.9, 0.02, 0.05, 0.03), names) == ("scratch", 0.05)
    assert likeliest_defect((0.4, 0.0, 0.3, 0.3), names) == ("scratch", 0.3)
