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
        ("l.txt", "'0': ok", ("'0': ok",)),
        ("l.csv", "index,label\n0,ok\n1,scratch", ("ok", "scratch")),
        ("l.csv", 'id;name\n0;"tench; Tinca"\n1;goldfish', ("tench; Tinca", "goldfish")),
        ("l.csv", "label,id\nscratch,1\nok,0", ("ok", "scratch")),
        ("l.csv", "label\nok\nscratch", ("ok", "scratch")),
        ("l.tsv", "ok\t1\nscratch\t2", ("ok", "scratch")),
        ("l.yaml", "names:\n  0: ok\n  1: scratch", ("ok", "scratch")),
        ("l.txt", "{0: 'ok',\n 1: 'scratch, deep'}", ("ok", "scratch, deep")),
        ("l.txt", "['ok', 'scratch']", ("ok", "scratch")),
        ("l.json", '{"0": ["n01440764", "tench"], "1": ["n01443537", "ok"]}', ("tench", "ok")),
        ("l.json", '{"model": "x", "id2label": {"0": "ok", "1": "傷"}}', ("ok", "傷")),
        ("l.json", '{"labels": ["ok", "scratch"]}', ("ok", "scratch")),
        ("l.json", '[{"id": 1, "name": "b"}, {"id": 0, "name": "a"}]', ("a", "b")),
        ("l.json", '[{"label": "a"}, {"label": "b"}]', ("a", "b")),
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
        ("l.json", b"[" * 100_000, "neither a JSON list"),
        ("l.json", b'[{"colour": "red"}, {"colour": "blue"}]', "neither a JSON list"),
        ("l.txt", b"{0: print('run')}", "neither a JSON list"),
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


def test_utf_16_as_windows_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "l.txt"
    file.write_text("ok\n傷", "utf-16")
    assert read_labels(file) == ("ok", "傷")
