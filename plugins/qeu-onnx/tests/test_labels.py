from __future__ import annotations

from pathlib import Path

import pytest
from qeu_onnx.labels import read_labels
from qeu_onnx.model_file import ModelRefused


@pytest.mark.parametrize(
    ("name", "text", "labels"),
    [
        ("l.txt", "ok\nscratch\n", ("ok", "scratch")),
        ("l.txt", "\ufeffok\r\n傷\r\n\r\n", ("ok", "傷")),
        ("l.txt", "0,tench, Tinca\n1,goldfish\n", ("tench, Tinca", "goldfish")),
        ("l.txt", "1: ok\n2: scratch", ("ok", "scratch")),
        ("l.txt", "1 ok\n0 dent", ("dent", "ok")),
        ("l.txt", "3 mm hole\n5 mm hole\nok", ("3 mm hole", "5 mm hole", "ok")),
        ("l.txt", "crane\nbird\ncrane", ("crane #0", "bird", "crane #2")),
        ("l.json", '["ok", "scratch"]', ("ok", "scratch")),
        ("l.json", '{"1": "scratch", "0": "ok"}', ("ok", "scratch")),
        ("l.json", '{"scratch": 1, "ok": 0}', ("ok", "scratch")),
    ],
)
def test_label_files(tmp_path: Path, name: str, text: str, labels: tuple[str, ...]) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode())
    assert read_labels(file) == labels


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("l.txt", b"", "names no labels"),
        ("l.txt", b"ok\n\nscratch", "an empty one"),
        ("l.txt", b"0 ok\n2 scratch", "not consecutive"),
        ("l.txt", b"0 ok\n0 scratch", "not consecutive"),
        ("l.txt", b"\xff\xfe\x00", "no text in UTF-8"),
        ("l.json", b"{", "neither a JSON list"),
        ("l.json", b"3", "neither a JSON list"),
        ("l.json", b'{"zero": "ok"}', "neither a JSON list"),
        ("l.json", b'{"ok": 0, "scratch": 2}', "not consecutive"),
    ],
)
def test_what_is_no_label_file(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ModelRefused, match=said):
        read_labels(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="cannot be read"):
        read_labels(tmp_path / "none.txt")
