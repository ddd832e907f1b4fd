from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qeu_station.errors import DatasetError
from qeu_station.storage.tables import as_number, read_table, write_table


def lines(tmp_path, content: bytes, needed=("a",), allowed=("b",)) -> list[dict[str, str]]:
    (tmp_path / "t.csv").write_bytes(content)
    return [dict(line.values) for line in read_table(tmp_path / "t.csv", needed, allowed)]


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,x\n", b"\xef\xbb\xbfa;b\r\n1;x\r\n", b" A , B \n 1 , x \n\n,\n", b'"a","b"\n"1","x"'],
)
def test_the_tables_people_make_are_read(tmp_path, content):
    assert lines(tmp_path, content) == [{"a": "1", "b": "x"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "column a is missing; the first line must name the columns"),
        (b"\n1,x\n", "column a is missing; the first line must name the columns"),
        (b"b\n1", "column a is missing"),
        (b"a,bb\n", 'column "bb" is not known. Did you mean "b"'),
        (b"a,a\n", "stands twice"),
        (b"a\n1,2\n", "line 2: 2 values for 1 columns"),
        (b"a\n\xff\n", "is not UTF-8 text: line 2 .* Save it as UTF-8"),
        (b'a,b\n1,"x\n2,y\n', "every quote is closed"),
        (b'a,b\n1,"x\n2,"y"\n', "every quote is closed"),
        (b'"a,b\n1,x\n', "every quote is closed"),
    ],
)
def test_a_wrong_table_is_said(tmp_path, content, said):
    with pytest.raises(DatasetError, match=said):
        lines(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "first"),
    [(b"", "is empty"), (b"\n1,x\n", "is empty"), (b"1,x\n", 'is "1,x"'), (b"a\tb\n", 'is "a\tb"')],
)
def test_a_table_without_a_header_says_what_belongs_there(tmp_path, content, first):
    said = f"the first line {first}; it must name columns.* Columns: a, b"
    with pytest.raises(DatasetError, match=said):
        lines(tmp_path, content, (), ("a", "b"))


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(DatasetError, match="cannot be read"):
        list(read_table(tmp_path / "nothing.csv", ["a"], []))


@pytest.mark.parametrize("text", ["x", "nan", "inf", "1,5"])
def test_a_bad_number_is_named_with_its_line(tmp_path, text):
    (tmp_path / "t.csv").write_text(f'a\n1\n"{text}"\n')
    good, bad = read_table(tmp_path / "t.csv", ["a"], ["b"])
    assert good.numbers(["a"]) == (1.0,)
    with pytest.raises(DatasetError, match=r"t\.csv, line 3: a is "):
        bad.numbers(["a"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.floats(allow_nan=False, allow_infinity=False), st.text(st.characters(codec="utf-8")))
def test_what_is_written_reads_back(tmp_path, number, text):
    text = text.strip().replace("\r", " ").replace("\n", " ").strip()
    write_table(tmp_path / "t.csv", ["a", "b"], [(number, text)])
    (line,) = read_table(tmp_path / "t.csv", ["a"], ["b"])
    assert as_number(line["a"]) == number
    assert line["b"] == text


@pytest.mark.parametrize("text", ["1_0", "_1", "nan", "inf", "1e999", "0x10", ""])
def test_what_is_no_plain_number_is_none(text):
    assert as_number(text) is None
