"""An engineer makes a recipe, calibrates it on good parts and judges with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.imaging.io import write_image
from qeu_station.imaging.samples.pairs import render_pair, render_reference
from qeu_station.imaging.samples.product import SampleProduct
from tests.e2e.conftest import Command

SIZE = (480, 320)


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A product nobody has seen: a reference, six good parts, one without its first cube."""
    made = SampleProduct.random(99)
    folder = tmp_path / "product"
    (folder / "good").mkdir(parents=True)
    write_image(folder / "reference.png", render_reference(made, SIZE))
    for seed in range(6):
        good = render_pair(made, seed, defects=0, size=SIZE)
        write_image(folder / "good" / f"G{seed}_test.png", good.test)
    bad = render_pair(made, 50, defects=4, size=SIZE)
    write_image(folder / "bad.png", bad.test)
    return folder


def _new(station: Command, product: Path, *more: object):  # type: ignore[no-untyped-def]
    return station(
        "recipe", "new", "tray", "--reference", product / "reference.png",
        "--class", "missing:m", *more,
    )  # fmt: skip


def test_new_calibrate_check_and_judge(station: Command, product: Path) -> None:
    assert _new(station, product).code == 0
    checked = station("recipe", "check", "tray", "--json")
    assert checked.code == 0
    assert "calibrated" in str(checked.json["remarks"])
    learned = station("recipe", "calibrate", "tray", "--good", product / "good")
    assert learned.code == 0, learned.err
    recipe = station("recipe", "show", "tray", "--json").json
    assert recipe["version"] == 2
    assert recipe["calibration"]["parts"] == 6
    assert station("inspect", product / "bad.png", "-r", "tray").code in (1, 2)
    good = station("inspect", product / "good" / "G1_test.png", "-r", "tray", "--json")
    assert good.json["part"]["verdict"] == "PASS"
    assert good.json["recipe"]["version"] == 2


def test_a_recipe_whose_calibration_failed_says_how_to_go_on(
    station: Command, product: Path
) -> None:
    failed = _new(station, product, "--good", product / "nowhere")
    assert failed.code == 3
    assert 'go on with: qeu-station recipe calibrate "tray" --good FOLDER' in failed.err
    assert failed.out.startswith("Recipe tray version 1: ")
    assert len(failed.out.splitlines()) == 1
    assert station("recipe", "calibrate", "tray", "--good", product / "good").code == 0


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (["--unused", "E4"], "E4"),
        (["--mode", "rainbow"], "rainbow"),
        (["--box", "1,2,3"], "4 numbers"),
        (["--box", "0,0,9000,9000"], "9000"),
        (["--class", "ok"], "ok"),
        (["--from-pair"], "either"),
    ],
)
def test_a_wrong_recipe_is_refused(
    station: Command, product: Path, more: list[str], word: str
) -> None:
    made = _new(station, product, *more)
    done = made if made.code else station("recipe", "check", "tray")
    assert done.code == 3
    assert word in done.err + done.out


def test_an_unknown_inspector_leaves_every_part_to_a_person(
    station: Command, product: Path, home: Path
) -> None:
    assert _new(station, product).code == 0
    file = home / "recipes" / "tray" / "v1" / "recipe.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + '\n[[inspectors]]\nname = "diference"\n', encoding="utf-8")
    done = station("inspect", product / "good" / "G1_test.png", "-r", "tray", "--json")
    assert (done.code, done.json["part"]["verdict"]) == (2, "REVIEW")
    assert 'Did you mean "difference"?' in str(done.json["part"]["reasons"])
    checked = station("recipe", "check", "tray")
    assert checked.code == 3
    assert 'Did you mean "difference"?' in checked.out + checked.err
