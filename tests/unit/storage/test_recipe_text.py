from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.classes import DefectClass
from qeu_station.core.recipe import (
    DecisionSettings,
    GridSettings,
    ImageSettings,
    InspectorSettings,
    Recipe,
    RegionSettings,
)
from qeu_station.errors import RecipeError
from qeu_station.storage.recipe_text import format_recipe, parse_recipe

MINIMAL = 'name = "tray"\nreference = ["good.png"]\n'


def test_a_minimal_recipe_has_defaults():
    assert parse_recipe(MINIMAL, "r.toml") == Recipe("tray", ("good.png",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('nmae = "x"', 'nmae: no such key. Did you mean "name"?'),
        ("[registration]\nmax_shfit = 3", 'registration.max_shfit: no such key. Did you mean "max'),
        ('[[inspectors]]\nname = "d"\nwieght = 2', "inspectors[1].wieght: no such key. Did you"),
        ('[[classes]]\nname = "x"\ncolor = "red"', "classes[1].color: no such key. Did you mean"),
        ("[registration]\nmax_rotation = 90", "got 90; allowed is less than or equal to 45"),
        ('[image]\nmode = "rgb"', "image.mode: got \"rgb\"; allowed is 'colour', 'grey' or 'bina"),
        ("[image]\nthreshold = true", "image.threshold: got true; allowed is a valid integer"),
        ('[decision]\nt_pass = "0.5"', 'decision.t_pass: got "0.5"; allowed is a valid number'),
        ("[[inspectors]]\nweight = 1.0", "inspectors[1].name: missing"),
        ("[regions]\nlevels = []", "regions.levels: got []"),
        ("grid = 3", "grid: got 3; allowed is a table"),
        ("[decision]\nt_pass = 0.1", "0 <= t_fail < t_pass <= 1 is needed"),
        ("[decision]\nt_pass = nan", "decision.t_pass: got nan, a finite number is needed"),
        ("title = 2020-01-01", "a recipe holds no dates"),
        ('[[inspectors]]\nname = "d"\n[inspectors.parameters]\nx = [inf]', "parameters.x[1]: got"),
        ('[[classes]]\nname = "x"\n[[classes]]\nname = "x"', 'Class name "x" is used 2 times'),
        ('[[classes]]\nname = "ok"', 'Class name "ok" is used 2 times'),
        ('[grid]\nunused = ["E4"]', 'Cell "E4" is not on this grid'),
        ('[grid]\nrows = ["U", "U"]', 'Label "U" stands 2 times'),
        ("[grid]\nbox = [5, 5, 1, 1]", "x1 < x2 and y1 < y2 are needed"),
        ("[grid]\ncorners = [[0, 0], [9, 9], [9, 0], [0, 9]]", "are not a convex quadrilateral"),
        (
            "[grid]\nbox = [0, 0, 9, 9]\ncorners = [[0, 0], [9, 0], [9, 9], [0, 9]]",
            "keep one of them",
        ),
        (
            '[[inspectors]]\nname = "d"\n[[inspectors]]\nname = "d"',
            '"d" stands 2 times; give all but one',
        ),
        (
            '[[inspectors]]\nname = "d"\n[[inspectors]]\nname = "D 2"\ninspector = "d"',
            '"D 2" is no name that inspector "d" can be given',
        ),
        ('[[inspectors]]\nname = "fused"', '"fused" is the name of the pool'),
        ("inspectors = []", "at least one is needed"),
        ("[image]\npixel_range = [9, 9]", "low < high is needed"),
        ("[image]\npixel_range = [0, 1e-320]", "at least 0.001 apart"),
        ("[image]\npixel_range = [-1e300, 1e300]", "within +-1e+09"),
        ("[regions]\nmerge_distance = 99999999999999999999", "regions.merge_distance: got 1e+20"),
        ("[regions]\ngrow = 1001", "regions.grow: got 1001; allowed is less than or equal to 1000"),
        ("[grid]\nrows = [" + ",".join(f'"r{n}."' for n in range(2000)) + "]", "18000 cells"),
        (
            '[[inspectors]]\nname = "d"\ndeadline_s = 1e300',
            "inspectors[1].deadline_s: got 1e+300; allowed is less than or equal to 86400",
        ),
        ("= 3", "is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_key(text, said):
    with pytest.raises(RecipeError) as caught:
        parse_recipe(MINIMAL + text, "folder/recipe.toml")
    assert str(caught.value).startswith("folder/recipe.toml")
    assert said in str(caught.value)


def test_every_mistake_is_listed():
    with pytest.raises(RecipeError) as caught:
        parse_recipe("name = 3\nreference = []\nvresion = 1\n[difference]\ntolerance = 99", "r")
    message = str(caught.value)
    assert all(key in message for key in ("name", "vresion", "difference.tolerance"))


@pytest.mark.parametrize("text", ['reference = "from pair"', 'name = "x"'])
def test_a_missing_key_says_what_it_means(text):
    with pytest.raises(RecipeError, match=r"missing\. Add it; (the name|files relative)"):
        parse_recipe(text, "r")


@pytest.mark.parametrize("reference", ['"good.png"', "[]", "3"])
def test_a_wrong_reference_is_named(reference):
    with pytest.raises(RecipeError, match="reference: got"):
        parse_recipe(f'name = "x"\nreference = {reference}', "r")


def test_only_what_differs_from_the_defaults_is_written():
    text = format_recipe(Recipe("tray", "from pair", decision=DecisionSettings(t_fail=0.1)))
    assert text == (
        'name = "tray"\nversion = 1\nreference = "from pair"\n\n[decision]\nt_fail = 0.1\n'
    )


def test_what_toml_cannot_hold_is_said():
    recipe = Recipe("x", "from pair", inspectors=(InspectorSettings("d", parameters={"a": None}),))
    with pytest.raises(RecipeError, match="TOML cannot hold"):
        format_recipe(recipe)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
fractions = st.floats(0, 1)
values = st.recursive(
    st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
labels = texts.map(str.strip).filter(bool)


@st.composite
def recipes(draw) -> Recipe:
    """Recipes that use every kind of value."""
    t_fail, t_pass = sorted(draw(st.lists(fractions, min_size=2, max_size=2, unique=True)))
    inspectors = tuple(
        InspectorSettings(
            name,
            role=draw(st.sampled_from([None, "gating", "advisory"])),
            deadline_s=draw(st.floats(0.001, 86400)),
            weights=draw(st.dictionaries(texts, fractions, max_size=2)),
            parameters=draw(st.dictionaries(texts, values, max_size=3)),
        )
        for name in draw(st.lists(labels, min_size=1, max_size=3, unique=True))
        if name != "fused"
    )
    return Recipe(
        name=draw(texts),
        reference=draw(st.just("from pair") | st.tuples(texts, texts)),
        title=draw(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]))),
        image=ImageSettings(pixel_range=draw(st.none() | st.just((0.1, 4095.0)))),
        grid=GridSettings(
            corners=draw(st.none() | st.just(((0.0, 0.0), (9.5, 1.0), (9.0, 9.0), (0.0, 8.0)))),
            unused=draw(st.frozensets(st.sampled_from(["U1", "C5", "D9"]))),
        ),
        classes=tuple(DefectClass(f"c{n}") for n in range(draw(st.integers(0, 3)))),
        regions=RegionSettings(levels=tuple(draw(st.lists(st.integers(1, 255), min_size=1)))),
        inspectors=inspectors or (InspectorSettings("d"),),
        decision=DecisionSettings(t_pass, t_fail),
    )


@settings(max_examples=40)
@given(recipes())
def test_a_round_trip_gives_an_equal_recipe(recipe):
    assert parse_recipe(format_recipe(recipe), "r") == recipe
