"""Files of any content: they are refused with a sentence, or read as what they say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qeu_station.core.correction import Correction
from qeu_station.errors import DatasetError, InputError
from qeu_station.services.importing import Choice, plan_import, write_import
from qeu_station.services.importing.reading import COLUMNS, plain
from qeu_station.storage.journal import Journal

from .conftest import IDS

many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.one_of(
    texts,
    st.sampled_from(["A", "B", "S1", "S4", IDS["A"], "U1", "d2", "missing", "ok", "ng", "R1", "1"]),
    st.sampled_from(["=1+1", "'=1", "@x", '=HYPERLINK("http://x")', "\t-1", "1e9", "nan", "1_0"]),
    st.sampled_from(["2026-02-03", "2026-02-03T10:00Z", "0001-01-01", "9999-12-31T23:59-12:00"]),
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "ペア,part\nA,ok\n".encode("cp932"),
            r"not UTF-8 text: line 1 .*CSV UTF-8.*Save it as UTF-8",
        ),
        ("pair,part\nA,ok\n".encode("utf-16"), "not UTF-8 text"),
        (b"pair\tpart\nA\tok\n", 'is "pair\tpart"; it must name columns, with a comma'),
        (b"pair|part\nA|ok\n", "with a comma or semicolon between them"),
        (b'pair,part\n"A,ok\n', "every quote is closed"),
        (b"pair,part\nA,ok,more\n", "3 values for 2 columns"),
        (b"", "the first line is empty; it must name columns.* Columns: inspection, serial"),
        (b"\n \n", "the first line is empty"),
        (b"\xef\xbb\xbf", "the first line is empty"),
        (b"A,ok\nB,ng\n", 'the first line is "a,ok"; it must name columns'),
        (b"pair,pair\nA,ok\n", "stands twice"),
        (b"pair,lable\nA,ok\n", 'Did you mean "label"'),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    journal: Journal, tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "訂正.csv"
    file.write_bytes(content)
    with pytest.raises(DatasetError, match=message):
        plan_import(journal, file, "花子")
    with pytest.raises(DatasetError, match="cannot be read"):
        plan_import(journal, tmp_path / "nothing.csv", "花子")


def test_a_file_of_a_spreadsheet_is_read(journal: Journal, tmp_path: Path) -> None:
    file = tmp_path / "訂正.csv"
    file.write_bytes("\ufeffPair;Part\r\n右;NG\r\n;\r\n".encode())
    plan = plan_import(journal, file, "花子")
    assert [each.correction for each in plan.planned] == [Correction(IDS["右"], "花子", {}, "ng")]
    file.write_bytes(b"pair,part\n")
    assert plan_import(journal, file, "x").planned == ()


@many
@given(rows=st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, values))))
def test_whatever_the_cells_hold_it_is_a_plan_or_a_sentence(
    journal: Journal, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    file = tmp_path / "corrections.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    before = journal.head().count
    try:
        plan = plan_import(journal, file, "花子")
        done = write_import(journal, plan, rest=Choice.THEIRS, without_problems=True)
    except InputError as error:
        assert str(error)
        assert journal.head().count == before
        return
    assert len(done.bulk) == len(plan.planned)
    again = plan_import(journal, file, "花子")
    assert len(again.problems) == len(plan.problems)


@many
@given(content=st.binary(max_size=200))
def test_whatever_the_bytes_are_it_is_a_plan_or_a_sentence(
    journal: Journal, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "corrections.csv"
    file.write_bytes(content)
    try:
        plan = plan_import(journal, file, "花子")
    except InputError as error:
        assert str(error)
    else:
        assert plan.planned == ()


@given(texts)
def test_a_formula_comes_back_as_the_text_it_was(text: str) -> None:
    if text[:1] in tuple("=+-@＝＋－＠\t\r\n"):
        assert plain("'" + text) == text
    assert plain(text) == (text[1:] if text != plain(text) else text)
