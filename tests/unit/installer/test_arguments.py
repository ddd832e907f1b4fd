"""Which word goes to pip, which to the command, which is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.arguments import PIP_FLAGS, PIP_VALUES, parse
from installer.errors import InstallerError


@pytest.mark.parametrize("option", sorted(PIP_VALUES))
def test_options_with_a_value_go_to_pip_in_both_spellings(option):
    apart = parse(["install", option, "X"])
    together = parse(["install", f"{option}=X"])
    assert apart.pip == (option, "X")
    assert together.pip == (f"{option}=X",)


@pytest.mark.parametrize("option", sorted(PIP_FLAGS))
def test_flags_go_to_pip(option):
    assert parse(["demo", option, "--headless"]).pip == (option,)


@pytest.mark.parametrize("words", [["--venv", "my env"], ["--venv=my env"]])
def test_venv_takes_a_folder(words):
    assert parse(["demo", *words]).venv == Path("my env")


def test_everything_after_two_dashes_goes_to_the_command():
    request = parse(["test", "--no-index", "--", "--no-index", "-k", "grid"])
    assert request.pip == ("--no-index",)
    assert request.rest == ("--no-index", "-k", "grid")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "got nothing"),
        (["dmeo"], 'got "dmeo"'),
        (["test", "-k", "grid"], "after --"),
        (["install", "--headless"], "not an option of install"),
        (["install", "--", "x"], "no further arguments"),
        (["demo", "--proxy"], "--proxy needs a value"),
        (["demo", "--venv"], "--venv needs a value"),
        (["install", "--with", "torch"], "no optional part"),
    ],
)
def test_what_cannot_be_understood_is_said(argv, said):
    with pytest.raises(InstallerError, match=said):
        parse(argv)
