"""Problems of an import are known, and advice for the command line becomes one for the window."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pytest

from qeu_station.errors import JournalTakenError
from qeu_station.gui.presenters.sentences import form_of, sentence
from qeu_station.gui.presenters.sentences_import import IMPORT
from qeu_station.gui.presenters.sentences_window import WINDOW
from qeu_station.services.importing.checks import _outside, _unknown
from qeu_station.services.importing.contradictions import Telling, _contradiction
from qeu_station.services.importing.reading import _time
from qeu_station.storage.database import locate
from qeu_station.storage.reading import read_payload
from qeu_station.storage.serial import record_from_json
from qeu_station.storage.writer import claim_writer

NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        _unknown("Cell", "U0", ["U1", "U2"]),
        _unknown("Class", "zzz", ["ok", "hole"]),
        _unknown("Region", "R9", []),
        _unknown("Part class", "okay", ("ok", "ng")),
        *_outside((5.0, 5.0, 1.0, 1.0), 96, 64),
        *_outside((5.0, 5.0, 9.0, 99.0), 0, 0),
        str(_time("tomorrow", NOW)),
        str(_time((NOW + timedelta(days=2)).isoformat(), NOW)),
        _contradiction(Telling(2, "U1", "ok", None), Telling(3, "U1", "hole", None)),
        _contradiction(Telling(2, "part", "ok", None), Telling(2, "U1", "hole", None)),
    ],
)
def test_problems_of_lines_are_known(text):
    assert form_of(text) in IMPORT
    assert sentence(text) == text


@pytest.mark.parametrize("kind", ["inspection", "correction"])
def test_what_cannot_be_read_names_no_command(kind):
    with pytest.raises(Exception, match="qeu-station journal verify") as caught:
        record_from_json("{}") if kind == "inspection" else read_payload("{}", lambda e: e["x"])
    said = sentence(str(caught.value))
    assert said.startswith("What was recorded cannot be read (")
    assert "qeu-station " not in said


def test_a_journal_in_use_asks_for_no_other_folder(tmp_path):
    release = claim_writer(locate(tmp_path / "journal.db"), "line")
    with pytest.raises(JournalTakenError) as caught:
        claim_writer(locate(tmp_path / "journal.db"), "line")
    release()
    assert sentence(str(caught.value)).endswith("only one may. Close it, then try again.")


@pytest.mark.parametrize(("recorded", "said"), WINDOW.items())
def test_nothing_is_said_at_the_window_that_nobody_recorded(recorded, said):
    assert "--" not in said and "qeu-station " not in said
    assert {name for _, name, _, _ in string.Formatter().parse(said) if name} <= {
        name for _, name, _, _ in string.Formatter().parse(recorded) if name
    }
