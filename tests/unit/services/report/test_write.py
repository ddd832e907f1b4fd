"""The report: whatever the pairs are called, it is one page that shows them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qeu_station.errors import StorageError
from qeu_station.learning.evaluation import evaluate
from qeu_station.services.report import summarise, write_report
from qeu_station.storage.head import Head
from tests.unit.services.making import item, picture, record, tiny_recipe, write

HEAD = Head("線 1", 7, "ab" * 32)
VOID = {"meta", "img", "br", "link"}


class Page(HTMLParser):
    """Reads a page strictly: every element must be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("src", "href"):
                assert value is not None and value.startswith("data:image/jpeg;base64,")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] in ("tr", "td", "th", "li") and self.open[-1] != tag:
            self.open.pop()  # these may be left open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(path: Path, *args: object, **more: object) -> Page:
    write_report(path, *args, **more)  # type: ignore[arg-type]
    return Page(path.read_text(encoding="utf-8"))


def test_an_empty_journal_gives_a_page(tmp_path: Path) -> None:
    page = page_of(tmp_path / "r.html", tiny_recipe(), summarise([]), HEAD)
    assert "0 pairs" in page.text
    assert HEAD.hash in page.text


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}{% for x in y %}",
        "部品 甲号機 ﾃｽﾄ",
        "a&amp;b's",
        "]]></style>",
        "\u202eexe.gnp",
    ],
)
def test_no_name_becomes_part_of_the_page(tmp_path: Path, name: str) -> None:
    bad = record(name, item("FAIL", 0.1, name), cells={"U1": item("FAIL", 0.1)}, id=name)
    recipe = tiny_recipe(title=name)
    page = page_of(tmp_path / "r.html", recipe, summarise([bad]), Head(name, 1, name))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert page.text.count(name) >= 4
    assert "49" not in page.text.replace("49 %", "")


def test_pictures_are_inside_and_missing_ones_are_said(tmp_path: Path) -> None:
    from qeu_station.core.record import ImageStamp
    from qeu_station.imaging.io import read_image

    def stamp(path: Path) -> ImageStamp:
        return ImageStamp(str(path), read_image(path).sha256, 96, 64)

    test = stamp(write(tmp_path / "t.png", picture(defect=True)))
    reference = stamp(write(tmp_path / "r.png", picture()))
    shown = record(
        "here", item("FAIL", 0.1), test=test, references=(reference,),
        cells={"U1": item("FAIL", 0.1)},
    )  # fmt: skip
    gone = record("gone", item("FAIL", 0.2))
    page = page_of(tmp_path / "r.html", tiny_recipe(), summarise([shown, gone]), HEAD)
    assert page.tags.count("img") == 1
    assert "No picture" in page.text


def test_the_map_counts_what_happened_in_each_cell(tmp_path: Path) -> None:
    from dataclasses import replace

    from qeu_station.core.recipe import GridSettings

    recipe = tiny_recipe()
    grid = GridSettings(rows=("U", "D"), columns=("1", "2", "3"), unused=frozenset({"D3"}))
    records = [record("a", item("FAIL", 0.1), cells={"U2": item("FAIL", 0.1)})] * 3
    path = tmp_path / "r.html"
    page_of(path, replace(recipe, grid=grid), summarise(records), HEAD)
    text = path.read_text(encoding="utf-8")
    assert "U2: 3 FAIL, 0 REVIEW" in text
    assert "D3 is not used" in text
    assert len(re.findall(r'title="[UD]\d', text)) == 6


def test_scores_stand_in_the_report_also_where_nothing_was_defective(tmp_path: Path) -> None:
    records = [record("a"), record("b")]
    known = evaluate(records, {"a": {}})
    page = page_of(tmp_path / "r.html", tiny_recipe(), summarise(records), HEAD, known)
    assert "Against known truth" in page.text
    assert "Pairs without truth: 1." in page.text
    assert "nan" not in page.text.lower()


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "r.html").mkdir()
    with pytest.raises(StorageError, match=r"r\.html"):
        write_report(tmp_path / "r.html", tiny_recipe(), summarise([]), HEAD)
    assert list(tmp_path.iterdir()) == [tmp_path / "r.html"]
