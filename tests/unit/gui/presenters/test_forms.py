"""Forms from JSON schemas: fields, entries, and parameters back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.presenters.forms import Kind


class Inner(BaseModel):
    deep: int = 3
    names: list[str] = ["a", "b"]


class Model(BaseModel):
    limit: Annotated[float, Field(gt=0, le=255)] = Field(default=32.0, description="How strong")
    window: Annotated[int, Field(ge=1, le=101)] = 9
    dark: bool = True
    mode: Literal["fast", "exact"] = "fast"
    views: tuple[Literal["front", "back"], ...] = ("front",)
    sizes: list[int] = []
    note: str = "none"
    most: int | None = None
    inner: Inner = Field(default_factory=Inner)
    table: dict[str, Inner] = Field(default_factory=dict)
    either: float | Literal["area"] = 0.5
    must: int


FORM = form_of(Model.model_json_schema())


def field(*path: str) -> forms.Field:
    return next(each for each in FORM.fields if each.path == path)


def entered(**entries: forms.Entry) -> forms.Reading:
    made = {**forms.entries_of(FORM, {"must": 1}), **{(k,): v for k, v in entries.items()}}
    return forms.read(FORM, made, {})


def test_every_kind_of_parameter_has_its_field() -> None:
    kinds = {".".join(each.path): each.kind for each in FORM.fields}
    assert kinds == {
        "limit": Kind.NUMBER,
        "window": Kind.INTEGER,
        "dark": Kind.TICK,
        "mode": Kind.CHOICE,
        "views": Kind.CHOICES,
        "sizes": Kind.LIST,
        "note": Kind.TEXT,
        "most": Kind.INTEGER,
        "inner.deep": Kind.INTEGER,
        "inner.names": Kind.LIST,
        "table": Kind.JSON,
        "either": Kind.JSON,
        "must": Kind.INTEGER,
    }


def test_a_field_tells_what_it_means_and_what_is_allowed() -> None:
    assert (field("limit").title, field("limit").description) == ("Limit", "How strong")
    assert forms.allowed(field("limit")) == "above 0, up to 255"
    assert forms.allowed(field("window")) == "1 to 101"
    assert field("most").optional
    assert field("inner", "deep").group == "Inner"
    assert field("must").default is forms.MISSING


def test_no_schema_has_no_fields() -> None:
    assert form_of(None) == form_of({}) == forms.Form()


def test_defaults_are_left_out() -> None:
    assert entered().parameters == {"must": 1}
    assert entered().problems == {}


@pytest.mark.parametrize(
    ("entries", "parameters"),
    [
        ({"limit": "16.5"}, {"limit": 16.5}),
        ({"dark": False}, {"dark": False}),
        ({"mode": "exact"}, {"mode": "exact"}),
        ({"views": ("front", "back")}, {"views": ["front", "back"]}),
        ({"sizes": "3, 5,8"}, {"sizes": [3, 5, 8]}),
        ({"most": "7"}, {"most": 7}),
        ({"most": ""}, {}),
        ({"note": ""}, {"note": ""}),
        ({"limit": ""}, {}),
        ({"table": '{"U1": {"deep": 4}}'}, {"table": {"U1": {"deep": 4}}}),
        ({"either": "area"}, {"either": "area"}),
        ({"either": "0.25"}, {"either": 0.25}),
    ],
)
def test_what_is_entered_becomes_a_parameter(
    entries: dict[str, forms.Entry], parameters: dict[str, Any]
) -> None:
    reading = entered(**entries)
    assert reading.problems == {}
    assert reading.parameters == {"must": 1, **parameters}
    Model.model_validate(reading.parameters)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"limit": "0"}, "above 0, up to 255"),
        ({"limit": "256"}, "above 0, up to 255"),
        ({"limit": "nan"}, "out of range"),
        ({"limit": "much"}, "not a number"),
        ({"window": "9.5"}, "not a whole number"),
        ({"window": "102"}, "1 to 101"),
        ({"mode": "slow"}, "fast, exact"),
        ({"sizes": "3, x"}, "not a whole number"),
        ({"table": "{"}, "not valid JSON"),
        ({"must": " "}, "must be filled in"),
    ],
)
def test_a_wrong_entry_is_a_problem_of_its_field(
    entries: dict[str, forms.Entry], words: str
) -> None:
    reading = entered(**entries)
    (name,) = entries
    assert list(reading.problems) == [(name,)]
    assert words in reading.problems[(name,)]
    assert name not in reading.parameters


def test_what_no_field_shows_stays() -> None:
    reading = forms.read(FORM, {}, {"learned": {"U1": 3}, "window": 11})
    assert reading.parameters == {"learned": {"U1": 3}}


def test_a_default_that_was_said_stays_said() -> None:
    entries = forms.entries_of(FORM, {"must": 1})
    assert forms.read(FORM, entries, {"window": 9}).parameters == {"must": 1, "window": 9}


def test_a_nested_field_goes_back_to_its_place() -> None:
    entries = forms.entries_of(FORM, {"must": 1, "inner": {"deep": 8}})
    assert entries[("inner", "deep")] == "8"
    assert forms.read(FORM, entries, {}).parameters == {"must": 1, "inner": {"deep": 8}}


@given(
    limit=st.floats(min_value=1e-9, max_value=255, allow_subnormal=False),
    window=st.integers(1, 101),
    sizes=st.lists(st.integers(-(10**6), 10**6)),
    deep=st.integers(),
)
def test_parameters_survive_the_form(
    limit: float, window: int, sizes: list[int], deep: int
) -> None:
    wanted = {"limit": limit, "window": window, "sizes": sizes, "must": 5, "inner": {"deep": deep}}
    reading = forms.read(FORM, forms.entries_of(FORM, wanted), wanted)
    assert reading.problems == {}
    assert Model.model_validate(reading.parameters) == Model.model_validate(wanted)


WORDS = st.sampled_from(
    ["type", "properties", "items", "anyOf", "enum", "default", "$ref", "minimum", "prefixItems"]
)
SIMPLE = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
KINDS = st.sampled_from(["object", "array", "number", "integer", "string", "null"])
NODES = st.recursive(
    SIMPLE | KINDS,
    lambda inner: st.dictionaries(WORDS, inner | st.lists(inner, max_size=3), max_size=4),
    max_leaves=12,
)


@given(NODES)
def test_a_schema_of_any_shape_stops_nothing(node: Any) -> None:
    """Schemas come from plugins: what is not understood is edited as JSON."""
    form = form_of({"properties": {"odd": node}})
    forms.read(form, forms.entries_of(form, {}), {})
