from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.storage.pairs import PairRules, pair_name, read_pairs

OWN_REFERENCE = PairRules(need_reference=False)


@pytest.fixture
def make(tmp_path):
    """Make empty files; pictures are not opened to be listed."""

    def _make(*names: str):
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        return tmp_path

    return _make


def test_pairs_are_found_by_name(make):
    folder = make(
        "b_test.jpg", "b_temp.jpg", "線_test.PNG", "線_ref.tif", "notes.txt", ".x_test.png"
    )
    assert read_pairs(folder) == (
        Pair("b", folder / "b_test.jpg", folder / "b_temp.jpg"),
        Pair("線", folder / "線_test.PNG", folder / "線_ref.tif"),
    )


def test_folders_inside_are_searched_and_groups_come_from_names(make):
    folder = make("x/00041001_test.jpg", "x/00041001_temp.jpg")
    (pair,) = read_pairs(folder, PairRules(group=r"^(\d{5})"))
    assert (pair.name, pair.group) == ("00041001", "00041")


def test_a_recipe_with_its_own_reference_needs_none(make):
    folder = make("a.png", "b.jpg")
    assert [pair.name for pair in read_pairs(folder, OWN_REFERENCE)] == ["a", "b"]
    folder = make("c_test.png")
    assert [pair.name for pair in read_pairs(folder, OWN_REFERENCE)] == ["c"]


@pytest.mark.parametrize(
    ("names", "rules", "said"),
    [
        ((), PairRules(), "There is no picture in"),
        (("a.txt",), OWN_REFERENCE, "There is no picture in"),
        (("a.png", "b.png"), PairRules(), r"no pair in .* 2 pictures, none named NAME_test"),
        (("a_test.png",), PairRules(), r"1 of 1 test pictures have no reference.*a_test\.png"),
        (("x/a_test.png", "x/a_ref.png", "y/a_test.png", "y/a_ref.png"), PairRules(),
         'two pairs are named "a"'),
        (("a.png", "a.jpg"), OWN_REFERENCE, 'two pairs are named "a"'),
        (("a_test.png", "a_ref.png"), PairRules(group=r"\d+"), "does not match pair"),
        (("a_test.png", "a_ref.png"), PairRules(group="("), "is no regular expression"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_folder_is_said(make, tmp_path, names, rules, said):
    make(*names)
    with pytest.raises(DatasetError, match=said):
        read_pairs(tmp_path, rules)


def test_many_lonely_pictures_are_counted_not_listed(make):
    folder = make(*(f"{n}_test.png" for n in range(9)))
    with pytest.raises(DatasetError, match=r"9 of 9 .* and 4 more"):
        read_pairs(folder)


def test_a_csv_lists_pairs_relative_to_itself(make):
    folder = make("p/a_test.png", "p/b.png")
    (folder / "l.csv").write_text(
        "test,reference,serial,group,name\np/a_test.png,p/b.png,S1,g,\np/b.png,,,,線\n", "utf-8"
    )
    assert read_pairs(folder / "l.csv", OWN_REFERENCE) == (
        Pair("a", folder / "p/a_test.png", folder / "p/b.png", "S1", "g"),
        Pair("線", folder / "p/b.png"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("test,refrence\n", 'Did you mean "reference"'),
        ("reference\n", "column test is missing"),
        ("test,reference\nnothing.png,a.png\n", r"line 2: picture .*nothing\.png"),
        ("test,reference\na.png,\n", "line 2: reference is empty"),
        ("test,reference\n,a.png\n", "line 2: test is empty"),
        ("test,reference\na.png,a.png\na.png,a.png\n", 'two pairs are named "a"'),
        ("test,reference\n", "lists no pair"),
    ],
)
def test_what_is_wrong_with_a_csv_is_said(make, text, said):
    folder = make("a.png")
    (folder / "l.csv").write_text(text)
    with pytest.raises(DatasetError, match=said):
        read_pairs(folder / "l.csv")


def test_a_missing_source_is_said(tmp_path):
    with pytest.raises(DatasetError, match="does not exist"):
        read_pairs(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("file", "name"), [("a_test.png", "a"), ("a.b_test.jpg", "a.b"), ("plain.tif", "plain")]
)
def test_the_name_of_a_pair(file, name):
    assert pair_name(file) == name


def test_a_link_that_leads_round_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a_test.png").touch()
    try:
        (tmp_path / "self").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets ordinary users make no links")
    assert [pair.name for pair in read_pairs(tmp_path, PairRules(need_reference=False))] == ["a"]
