"""Lines find their inspection by id, serial or pair name; what fits nothing is shown."""

from __future__ import annotations

import pytest

from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.core.record import ImageStamp
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record

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
        (",,B,,,missing,,1,1,2,nan", 'y2 is "nan"; a number is needed'),
        (",,B,,,missing,,1,,2,2", 'y1 is ""; a number is needed'),
        (",,B,,,missing,,1,1,inf,2", 'x2 is "inf"; a number is needed'),
        (
            ",,B,,,missing,,-1,0,5,5",
            "is not within the test image; x from 0 to 96 and y from 0 to 64",
        ),
        (",,B,,,missing,,90,60,96.5,64", "is not within the test image"),
        (",,B,,,missing,,90,60,96,65", "is not within the test image"),
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
        (2, 'U1 is said to be "missing" here and "ok" in line 3.'),
        (3, 'U1 is said to be "ok" here and "missing" in line 2.'),
        (4, 'part is said to be "ng" here and "ok" in line 5.'),
        (5, 'part is said to be "ok" here and "ng" in line 4.'),
        (6, 'U1 is said to be "missing" here and "ok" in line 3.'),
    ]
    assert corrections(found) == []


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (("B,ok,U1,missing,,,,,",), {2: 'part is said to be "ok" here and U1 to be "missing"'}),
        (
            ("B,ok,,,,,,,a", "B,,U2,ok,,,,,", "B,,U1,unknown,,,,,b"),
            {2: 'U1 to be "unknown" in line 4', 4: 'part to be "ok" in line 2'},
        ),
        (("B,,U1,missing,,,,,", "B,OK,U2,ok,,,,,"), {2: "in line 3", 3: "in line 2"}),
        (("B,ok,,,,,,,", "B,,,missing,1,1,9,9,"), {2: "box [1.0, 1.0, 9.0, 9.0]", 3: "part"}),
    ],
)
def test_a_good_part_with_a_defect_is_a_contradiction(plan: Plan, lines, problems) -> None:
    found = plan("pair,part,cell,label,x1,y1,x2,y2,operator", *lines, "A,ok,U1,ok,,,,,")
    assert [problem.line for problem in found.problems] == list(problems)
    assert all(problems[problem.line] in problem.text for problem in found.problems)
    assert not any(said.part or said.added for said in corrections(found)[:-1])
    assert corrections(found)[-1] == Correction(IDS["A again"], "花子", {"U1": "ok"}, "ok")


def test_a_bad_part_with_a_defect_is_none(plan: Plan) -> None:
    assert plan("pair,part,cell,label", "B,ng,U1,missing", "B,,U2,ok").problems == ()


@pytest.mark.parametrize(
    ("box", "meant"), [("0,0,96,64", (0, 0, 96, 64)), ("95.5,63.5,96,64", (95.5, 63.5, 96, 64))]
)
def test_a_box_may_touch_the_edge(plan: Plan, box: str, meant) -> None:
    found = plan("pair,label,x1,y1,x2,y2", f"B,missing,{box}")
    assert corrections(found)[0].added == (DrawnBox(meant, "missing"),)


def test_a_box_in_a_picture_that_was_never_read_is_a_problem(plan: Plan, journal: Journal) -> None:
    unread = record("unread", id="f" * 32, test=ImageStamp("unread.png", ""))
    journal.append_inspections([unread])
    (problem,) = plan("pair,label,x1,y1,x2,y2", "unread,missing,0,0,9,9").problems
    assert "cannot be checked; the test image was never read" in problem.text


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("10:00", "(ISO 8601) is needed"),
        ("yesterday", "(ISO 8601) is needed"),
        ("03.02.2026", "(ISO 8601) is needed"),
        ("2026-02-30", "(ISO 8601) is needed"),
        ("0001-01-01T00:00+14:00", "(ISO 8601) is needed"),
        ("9000-01-01T00:00:00Z", "is in the future. Check the date and the time zone."),
    ],
)
def test_a_time_that_cannot_be_is_a_problem(plan: Plan, at: str, said: str) -> None:
    found = plan("pair,part,at", f"B,ok,{at}", "A,ng,2026-02-03T10:00:00.123+09:00")
    assert [problem.line for problem in found.problems] == [2]
    assert said in found.problems[0].text
    assert len(found.planned) == 1


def test_where_lines_say_when_the_later_one_counts(plan: Plan) -> None:
    found = plan(
        "pair,cell,label,part,operator,at",
        "B,U1,missing,,a,2026-02-03T10:00Z",
        "B,U2,missing,,a,2026-02-03T10:00Z",
        "B,U1,ok,,a,2026-02-03T11:00Z",
        "B,,,ok,b,2026-02-03T12:00Z",
    )
    assert found.problems == ()
    assert [(each.cells, each.part) for each in corrections(found)] == [
        ({"U2": "missing"}, None),
        ({"U1": "ok"}, None),
        ({}, "ok"),
    ]


@pytest.mark.parametrize("second", ["2026-02-03T10:00Z", "2026-02-03T18:59+09:00", ""])
@pytest.mark.parametrize(
    ("one", "other"), [("U1,missing,", "U1,ok,"), ("U1,missing,", ",,ok"), (",,ok", "U1,missing,")]
)
def test_a_line_replaces_only_what_was_said_before_it(
    plan: Plan, one: str, other: str, second: str
) -> None:
    found = plan("pair,cell,label,part,at", f"B,{one},2026-02-03T10:00Z", f"B,{other},{second}")
    assert ([problem.line for problem in found.problems], found.planned) == ([2, 3], ())


def test_a_word_stands_when_what_replaced_it_is_left_out(plan: Plan) -> None:
    found = plan(
        "pair,cell,label,part,at",
        "B,U1,missing,,2026-02-03T10:00Z",
        "B,U1,ok,,2026-02-03T11:00Z",
        "B,U1,unknown,,2026-02-03T11:00Z",
    )
    assert [problem.line for problem in found.problems] == [3, 4]
    assert [said.cells for said in corrections(found)] == [{"U1": "missing"}]
