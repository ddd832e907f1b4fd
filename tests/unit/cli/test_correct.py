from __future__ import annotations

import pytest
from typer.testing import CliRunner

from qeu_station.cli.app import app
from qeu_station.errors import InputError


def test_a_cell_said_to_be_two_things_is_refused(tmp_path):
    given = ["--cell", "C1=ok", "--cell", "C1=missing"]
    said = ["--home", str(tmp_path), "correct", "abc", "--operator", "one", *given]
    result = CliRunner().invoke(app, said)
    assert isinstance(result.exception, InputError)
    with pytest.raises(InputError, match='"C1" is given as "ok" and as "missing"'):
        raise result.exception
