from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"


def test_a_refused_model_is_an_input_error(station: Command, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the ONNX plugin is not installed")
    file = tmp_path / "model.onnx"
    file.write_bytes(POINTER)
    for arguments in (
        ("inspect", file),
        ("check", file, "--recipe", "sample"),
        ("import", file, "--recipe", "sample"),
    ):
        ended = station("model", *arguments)
        assert ended.code == 3, arguments
        assert "Git LFS pointer" in ended.err


def test_arguments_that_say_nothing_are_refused(station: Command, tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    assert "give --picture FILE" in station("model", "inspect", file, "--expect", "ok").err
    ended = station("model", "import", file, "--recipe", "sample", "--map", "ok")
    assert (ended.code, "is not LABEL=CLASS" in ended.err) == (3, True)


def test_shipped_bundles_are_listed_and_whole(station: Command) -> None:
    for command in ("list", "verify"):
        ended = station("model", command, "--json")
        assert ended.code == 0
        states = {each["recipe"]: each["state"] for each in json.loads(ended.out)}
        assert states == {"sample-trained@1": "ok"}


def test_a_bundle_goes_out_and_a_changed_file_shows(station: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert station("model", "export", out, "--recipe", "sample-trained").code == 0
    assert station("model", "verify", out).code == 0
    shown = station("model", "inspect", out)
    assert shown.code == 0, shown.err
    for words in ("Model bundle", "What its labels mean", "scratched", "cells.json"):
        assert words in shown.out
    assert json.loads(station("model", "inspect", out, "--json").out)["labels"][0] == "ok"
    assert "says itself how" in station("model", "inspect", out, "--set", "colour=bgr").err
    (out / "cells.json").write_bytes(b"{}")
    assert "was changed or damaged" in station("model", "inspect", out).err
    ended = station("model", "verify", out)
    assert ended.code == 3
    assert "DAMAGED" in ended.out
    assert "was changed or damaged" in ended.out


@pytest.mark.parametrize("command", [("inspect",), ("verify",), ("import", "-r", "sample")])
def test_a_folder_that_is_no_bundle_says_what_was_expected(
    station: Command, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "モデル"
    folder.mkdir()
    said = station("model", *command, folder)
    assert said.code == 3
    assert f'"{folder}" is a folder without model.toml, so it is no model bundle' in said.err
    (folder / "net.onnx").write_bytes(POINTER)
    assert f"give its file: {folder / 'net.onnx'}" in station("model", *command, folder).err
    (folder / "net.onnx").rename(folder.with_suffix(".onnx"))
    (folder / "bundle").mkdir()
    (folder / "bundle" / "model.toml").write_text("")
    assert f"There is one in {folder / 'bundle'}" in station("model", *command, folder).err
