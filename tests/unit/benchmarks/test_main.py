"""Benchmarks are listed and run by name, on one thread per library."""

from __future__ import annotations

import os
import sys
import types

import pytest

from benchmarks import __main__ as entry


def test_modules_with_a_main_are_listed_without_being_imported(tmp_path):
    (tmp_path / "fast.py").write_text(
        '"""How fast.\n\nMore."""\nimport nowhere\ndef main(a): ...\n'
    )
    (tmp_path / "shared.py").write_text('"""No benchmark."""\n')
    (tmp_path / "__main__.py").write_text("def main(a): ...\n")
    assert entry.listed(tmp_path) == {"fast": "How fast."}


def test_every_benchmark_says_what_it_measures(capsys):
    assert entry.main([]) == 0
    listed = capsys.readouterr().out
    assert "startup" in listed
    assert all(entry.listed(entry.Path(entry.__file__).parent).values())


def test_an_unknown_name_is_said(capsys):
    assert entry.main(["strtup"]) == 3
    assert "startup" in capsys.readouterr().err


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (1, 1)])
def test_arguments_exit_code_and_threads(monkeypatch, returned, code):
    seen = {}

    def main(arguments):
        seen.update(arguments=arguments, threads={os.environ[name] for name in entry.THREADS})
        return returned

    for name in entry.THREADS:
        monkeypatch.setenv(name, "8")
    monkeypatch.setitem(sys.modules, "benchmarks.startup", types.SimpleNamespace(main=main))
    assert entry.main(["startup", "--rounds", "3"]) == code
    assert seen == {"arguments": ["--rounds", "3"], "threads": {"1"}}
