"""Lines find their inspection by id, serial or pair name; what fits nothing is shown."""

from __future__ import annotations

import pytest

from qeu_station.core.correction import Correction, DrawnBox

from .conftest import IDS, Plan


def corrections(plan) -> list[Correction]:
    return [planned.correction for planned in plan.planned]


@pytest.mark.parametrize(
    ("column", "name", "meant"),
    [
        ("inspection", IDS["A"], "A"),
        ("pair", "B", "B"),
        ("serial", "S2", "B"),
        ("pair", "A", "A again"),
        ("serial", "S1", "A again"),
        ("pair", "左", "左"),
        ("pair", "=C", "C"),
        ("pair", "'=C", "C"),
    ],
)
def test_a_line_means_the_newest_inspection_of_its_name(
    plan: Plan, column: str, name: str, meant: str
) -> None:
    found = plan(f"{column},part", f"{name},ng")
    assert found.problems == ()
    assert corrections(found) == [Correction(IDS[meant], "花子", {}, "ng")]


def test_a_serial_of_two_pairs_needs_the_pair(plan: Plan) -> None:
    found = plan("serial,pair,part", "S4,,ng", "S4,右,ok", "S4,A,ok")
    assert [said.inspection for said in corrections(found)] == [IDS["右"]]
    assert [(p.line, p.text.split(";")[0]) for p in found.problems] == [
        (2, 'Serial "S4" has 2 pairs (右, 左)'),
        (4, '"S4" is pair "左" with serial "S4", not pair "A" with serial "S4".'),
    ]


def test_lines_of_one_inspection_and_person_are_one_correction(plan: Plan) -> None:
    found = plan(
        "pair;cell;label;part;region;x1;y1;x2;y2;note;operator;at",
        "B;U1;missing;;;;;;;;太郎;",
        "B;d2;ok;;;;;;;'=1+1;太郎;",
        "B;;;NG;R1;;;;;;太郎;",
        "B;;unknown;;;1.5;2;30;40;=x;太郎;",
        "B;U3;unknown;;;;;;;;;",
        "B;;;;;;;;;;;",
    )
    assert found.problems == ()
    assert found.silent == 1
    boxes = (DrawnBox((1.5, 2.0, 30.0, 40.0), "unknown"),)
    cells = {"U1": "missing", "D2": "ok"}
    assert corrections(found) == [
        Correction(IDS["B"], "太郎", cells, "ng", boxes, ("R1",), "=1+1\n=x"),
        Correction(IDS["B"], "花子", {"U3": "unknown"}),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",,,,U1,missing,,,,,", "It names no inspection; one of inspection, serial, pair"),
        (",,nobody,,U1,missing,,,,,", '"nobody" is not in the journal'),
        ("abc,,,,U1,missing,,,,,", '"abc" is not in the journal'),
        (f"{IDS['A']},,B,,U1,ok,,,,,", f'"{IDS["A"]}" is pair "A" with serial "S1", not pair "B"'),
        (",,B,,U11,missing,,,,,", 'Cell "U11" is not known. Did you mean "U1"'),
        (",,B,,U1,mising,,,,,", 'Class "mising" is not known. Did you mean "missing"'),
        (",,B,,U1,,,,,,", "Cell U1 has no label"),
        (",,B,,,missing,,,,,", 'Label "missing" belongs to no cell and no box'),
        (",,B,bad,,,,,,,", 'Part class "bad" is not known. Allowed: ok, ng'),
        (",,B,,,ok,,1,1,2,2", 'Class "ok" is not known'),
        (",,B,,,missing,,2,1,1,2", "Box [2.0, 1.0, 1.0, 2.0] is empty"),
        (",,B,,U1,missing,,1,1,2,2", "It names a cell and a box"),
        (",,B,,,,R7,,,,", 'Region "R7" is not known. Allowed: R1'),
    ],
)
def test_what_does_not_fit_is_shown_with_its_line(plan: Plan, line: str, problem: str) -> None:
    header = "inspection,serial,pair,part,cell,label,region,x1,y1,x2,y2"
    found = plan(header, ",,A,ok,,,,,,,", line)
    assert len(found.planned) == 1
    assert [problem.line for problem in found.problems] == [3]
    assert problem in found.problems[0].text


def test_lines_that_contradict_each_other_are_shown(plan: Plan) -> None:
    found = plan(
        "pair,serial,cell,label,part,operator",
        "B,,U1,missing,,a",
        ",S2,U1,ok,,b",
        "B,,,,ng,a",
        "B,,,,ok,b",
        "B,,U1,missing,,b",
    )
    assert [(problem.line, problem.text) for problem in found.problems] == [
        (3, 'U1 is said to be "ok" here and "missing" in line 2.'),
        (5, 'part is said to be "ok" here and "ng" in line 4.'),
    ]


def test_where_lines_say_when_the_later_one_counts(plan: Plan) -> None:
    found = plan(
        "pair,cell,label,part,operator,at",
        "B,U1,missing,,a,10:00",
        "B,U2,missing,,a,10:00",
        "B,U1,ok,,a,11:00",
        "B,,,ok,b,12:00",
        "B,,,ng,b,12:00",
    )
    assert [(each.cells, each.part) for each in corrections(found)] == [
        ({"U2": "missing"}, None),
        ({"U1": "ok"}, None),
        ({}, "ok"),
    ]
    assert [problem.line for problem in found.problems] == [6]
