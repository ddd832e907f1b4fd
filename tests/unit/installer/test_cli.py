"""The installer from its command line to the programs it starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from installer import stamp
from installer.cli import main
from installer.environment import PYTHON


def test_demo_makes_an_environment_installs_everything_and_runs(repository, runner):
    assert main(["demo", "--headless", "--no-index", "--find-links", "w"], repository, runner) == 0
    assert runner.modules() == [f"venv {repository / '.venv'}", "pip install", "qeu_station demo"]
    pip = runner.calls[1]
    assert pip[-6:] == [
        "--editable", str(repository),
        "--editable", str(repository / "plugins" / "qeu-a"),
        "--editable", str(repository / "plugins" / "qeu-b"),
    ]  # fmt: skip
    assert "--no-index" in pip
    assert pip[pip.index("--find-links") + 1] == "w"
    assert runner.calls[2][-2:] == ["demo", "--headless"]


def test_second_run_installs_nothing(repository, runner):
    main(["install"], repository, runner)
    runner.calls.clear()
    assert main(["demo"], repository, runner) == 0
    assert runner.modules() == ["qeu_station demo"]


def test_demo_after_test_installs_nothing_but_test_after_demo_does(repository, runner):
    main(["demo"], repository, runner)
    main(["test"], repository, runner)
    main(["demo"], repository, runner)
    installs = [call for call in runner.calls if call[2:4] == ["pip", "install"]]
    assert [f"{repository}[test]" in call for call in installs] == [False, True]


def test_every_project_takes_the_parts_it_has(repository, runner):
    main(["install", "--with", "train", "--with=benchmarks"], repository, runner)
    assert runner.calls[-1][-6:] == [
        "--editable", f"{repository}[benchmarks]",
        "--editable", str(repository / "plugins" / "qeu-a"),
        "--editable", f"{repository / 'plugins' / 'qeu-b'}[train]",
    ]  # fmt: skip


def test_a_changed_pyproject_is_installed_again_with_the_extras_that_are_there(repository, runner):
    main(["test"], repository, runner)
    (repository / "plugins" / "qeu-a" / "pyproject.toml").write_text("name = 'new'\n")
    runner.calls.clear()
    main(["demo"], repository, runner)
    assert runner.modules() == ["pip install", "qeu_station demo"]
    assert f"{repository}[test]" in runner.calls[1]


def test_a_new_plugin_is_installed(repository, runner):
    main(["install"], repository, runner)
    (repository / "plugins" / "qeu-c").mkdir()
    (repository / "plugins" / "qeu-c" / "pyproject.toml").write_text("name = 'qeu-c'\n")
    runner.calls.clear()
    main(["install"], repository, runner)
    assert runner.calls[-1][-1] == str(repository / "plugins" / "qeu-c")


def test_an_environment_of_another_python_is_made_again(repository, runner, capsys):
    main(["install"], repository, runner)
    venv = repository / ".venv"
    made = stamp.read(venv)
    stamp.write(venv, stamp.Stamp("CPython 3.11.0rc1", made.folder, made.installed, made.extras))
    (venv / "leftover").touch()
    assert main(["install"], repository, runner) == 0
    assert not (venv / "leftover").exists()
    assert stamp.read(venv).python == PYTHON
    assert "making it again" in capsys.readouterr().out


def test_a_moved_environment_is_made_again(repository, runner):
    main(["install"], repository, runner)
    (repository / ".venv").rename(repository / "moved")
    assert main(["install", "--venv", str(repository / "moved")], repository, runner) == 0
    assert stamp.read(repository / "moved").folder == str(repository / "moved")


@pytest.mark.parametrize("broken", ["venv", "interpreter", "pip"])
def test_a_half_made_environment_is_repaired(repository, runner, broken, capsys):
    if broken == "venv":
        runner.codes["-m venv"] = 1
        assert main(["install"], repository, runner) == 3
    else:
        main(["install"], repository, runner)
        if broken == "interpreter":
            runner_python = Path(runner.calls[-1][0])
            runner_python.unlink()
        else:
            runner.codes["-m pip --version"] = 1
    if broken == "pip":
        main(["install"], repository, runner)
    runner.codes.clear()
    assert main(["install"], repository, runner) == 0
    assert stamp.read(repository / ".venv").installed
    assert sum(name.startswith("venv") for name in runner.modules()) == 2


def test_pip_failing_shows_its_last_lines_and_the_next_run_tries_again(repository, runner, capsys):
    runner.codes["pip install"] = 1
    assert main(["demo"], repository, runner) == 3
    error = capsys.readouterr().err
    assert "the last line it wrote" in error
    assert "--index-url" in error
    assert "qeu_station demo" not in runner.modules()
    runner.codes.clear()
    runner.calls.clear()
    assert main(["demo"], repository, runner) == 0
    assert runner.modules() == ["pip install", "qeu_station demo"]


def test_a_folder_that_is_no_environment_is_left_alone(repository, runner, capsys):
    keep = repository / "photos" / "me.jpg"
    keep.parent.mkdir()
    keep.touch()
    assert main(["install", "--venv", str(keep.parent)], repository, runner) == 3
    assert keep.exists()
    assert "--venv DIR" in capsys.readouterr().err
    assert runner.calls == []


def test_a_file_in_place_of_the_folder_is_said(repository, runner, capsys):
    (repository / ".venv").touch()
    assert main(["install"], repository, runner) == 3
    assert "is a file" in capsys.readouterr().err


def test_debian_without_venv_is_told_what_to_install(repository, runner, capsys, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["install"], repository, runner) == 3
    assert "apt install python3-venv" in capsys.readouterr().err
    assert not (repository / ".venv").exists()


def test_the_exit_code_of_the_command_is_passed_on(repository, runner):
    runner.codes["-m pytest"] = 5
    assert main(["test"], repository, runner) == 5


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ([], ["-n", "2", "--dist", "worksteal"]),
        (["--", "-k", "grid"], ["-n", "2", "--dist", "worksteal", "-k", "grid"]),
        (["--", "-n0"], ["-n0"]),
        (["--", "--pdb"], ["--pdb"]),
    ],
)
def test_pytest_runs_in_parallel_unless_told_otherwise(repository, runner, rest, expected):
    main(["test", *rest], repository, runner)
    assert runner.calls[-1][1:] == ["-m", "pytest", *expected]


def test_ctrl_c_is_said_and_ends_with_130(repository, runner, capsys, monkeypatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runner, "collect", stop)
    assert main(["install"], repository, runner) == 130
    assert "next run continues" in capsys.readouterr().err


def test_help_is_no_error(repository, runner, capsys):
    assert main(["--help"], repository, runner) == 0
    assert "demo" in capsys.readouterr().out


def test_an_unreadable_stamp_counts_as_none(repository, runner):
    main(["install"], repository, runner)
    (repository / ".venv" / stamp.NAME).write_text(json.dumps(["?"]))
    assert main(["install"], repository, runner) == 0
    assert stamp.read(repository / ".venv").installed


def test_an_interpreter_that_cannot_be_started_is_replaced(repository, runner, monkeypatch):
    main(["install"], repository, runner)
    play = runner.collect

    def refuse_version(command, show=False):
        if command[-1] == "--version":
            raise PermissionError(13, "not executable")
        return play(command, show)

    monkeypatch.setattr(runner, "collect", refuse_version)
    assert main(["install"], repository, runner) == 0
    assert sum(name.startswith("venv") for name in runner.modules()) == 2


def test_a_place_that_cannot_be_written_is_said(repository, runner, capsys):
    (repository / "file").touch()
    assert main(["install", "--venv", str(repository / "file" / "venv")], repository, runner) == 3
    assert "cannot be written" in capsys.readouterr().err
