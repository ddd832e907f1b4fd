"""The demonstration replaces only an earlier one; the rest is in tests/e2e/test_demo.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.errors import InputError, StorageError
from qeu_station.services import demo
from qeu_station.services.opening import OpenHome
from qeu_station.storage.database import locate
from qeu_station.storage.recipes import load_recipe
from qeu_station.storage.writer import claim_writer

MANIFEST = '{"recipe": "sample-trained", "pairs": 12}'


class Judged(Exception):  # noqa: N818 - what the demonstration would do next
    """Raised in place of judging."""


@pytest.fixture(autouse=True)
def _no_judging(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*ignored: object) -> None:
        raise Judged

    monkeypatch.setattr(demo, "judge_many", stop)


def test_the_samples_are_shipped() -> None:
    assert (demo.samples() / demo.TRUTH).is_file()
    assert list(demo.samples().glob("*_test.*"))


def test_an_earlier_demonstration_is_replaced(home: OpenHome, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Judged):  # an empty folder is nobody's
        demo.run_demo(out, home)
    out.mkdir()
    (out / "batch.json").write_text(MANIFEST)
    (out / "report.html").write_text("old")
    with pytest.raises(Judged):
        demo.run_demo(out, home)
    assert not out.exists()


@pytest.mark.parametrize(
    "manifest",
    ["{}", "[", '{"recipe": "tray", "pairs": 12}', '{"recipe": "sample-trained", "pairs": 999}'],
)
def test_the_results_of_a_batch_are_left_alone(
    home: OpenHome, tmp_path: Path, manifest: str
) -> None:
    (tmp_path / "batch.json").write_text(manifest)
    (tmp_path / "journal.db").write_text("a week of work")
    with pytest.raises(InputError, match="nothing was changed"):
        demo.run_demo(tmp_path, home)
    assert (tmp_path / "journal.db").read_text() == "a week of work"


def test_a_demonstration_that_still_runs_is_left_alone(home: OpenHome, tmp_path: Path) -> None:
    (tmp_path / "batch.json").write_text(MANIFEST)
    release = claim_writer(locate(str(tmp_path / "journal.db")), "station")
    with pytest.raises(StorageError, match="Another program"):
        demo.run_demo(tmp_path, home)
    release()
    assert (tmp_path / "batch.json").is_file()


def test_anything_else_is_left_alone(home: OpenHome, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    for out in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(InputError, match="nothing was changed"):
            demo.run_demo(out, home)
    assert (tmp_path / "letter.txt").read_text() == "keep me"


def test_an_earlier_demonstration_that_cannot_be_removed(
    home: OpenHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    (tmp_path / "batch.json").write_text(MANIFEST)
    monkeypatch.setattr(demo.shutil, "rmtree", refuse)
    with pytest.raises(StorageError, match="Permission denied"):
        demo.run_demo(tmp_path, home)


def test_an_adviser_speaks_in_a_demonstration_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "entry_points", lambda **named: ())
    demo.let_advise(tmp_path)
    assert load_recipe(demo.RECIPE, tmp_path).recipe.version == 1
    monkeypatch.setattr(demo, "entry_points", lambda **named: (named["name"],))
    for _ in range(2):  # the second time it is there
        demo.let_advise(tmp_path)
    before, after = load_recipe(f"{demo.RECIPE}@1").recipe, load_recipe(demo.RECIPE, tmp_path)
    *judges, adviser = after.recipe.inspectors
    assert tuple(judges) == before.inspectors
    assert (adviser.name, adviser.role, after.recipe.version) == (demo.ADVISER, "advisory", 2)
