"""Why two judgements of one pair differ."""

from __future__ import annotations

from dataclasses import replace

from qeu_station.core.record import RecipeStamp
from qeu_station.services.review import explain

from .conftest import chance, judged


def test_nothing_differs() -> None:
    assert explain(judged(1), judged(1)) == ()


def test_a_new_model_and_what_it_says() -> None:
    before = judged(1)
    first = before.opinions[0]
    other = replace(first, model_sha256="new", part=chance(0.25), status="answered")
    after = replace(before, part=chance(0.1), opinions=(other, *before.opinions[1:]))
    found = [(each.what, each.name) for each in explain(before, after)]
    assert found == [("model", first.inspector), ("answer", first.inspector)]
    assert explain(before, after)[1].after == "REVIEW 0.2500"


def test_the_same_opinions_pooled_to_another_verdict() -> None:
    before = judged(1)
    after = replace(before, part=chance(0.123))
    (found,) = explain(before, after)
    assert (found.what, found.after) == ("fusion", "FAIL 0.1230")


def test_recipe_pictures_and_inspectors_that_came_or_went() -> None:
    before = judged(1)
    after = replace(
        before,
        recipe=RecipeStamp("tray", 7, "other"),
        test=replace(before.test, sha256="other"),
        references=(),
        opinions=before.opinions[:1],
    )
    found = {each.what: each for each in explain(before, after)}
    assert list(found) == ["recipe", "test image", "reference", "inspector"]
    assert found["recipe"].after == "tray 7"
    assert found["inspector"].name == "tiny"
    assert found["inspector"].after == ""
