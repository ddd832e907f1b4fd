"""Enter agrees, and what was agreed is in the journal; REVIEW is never agreed with."""

from __future__ import annotations

from qeu_station.gui.preferences import Preferences, save_preferences
from qeu_station.services.demo import samples


def test_enter_after_signing_on(launch, recorded):
    program = launch("window", "--recipe", "sample", samples())
    program.wait_for_title("T01", "PASS")
    program.key("F3")
    program.wait_for(lambda: program.shows("Sign on"), "the dialog")
    program.type("Sato")
    program.key("Return")
    program.wait_for(lambda: not program.shows("Sign on"), "the end of the dialog")
    program.key("Return")
    program.wait_for_title("T02", "FAIL")
    program.key("Return")
    program.wait_for_title("T03")
    assert program.close() == 0
    inspections, corrections = recorded(program.home)
    by_id = {record.id: record.pair for record in inspections}
    said = [(by_id[c.inspection], c.part, c.operator) for c in corrections]
    assert said == [("T01", "ok", "Sato"), ("T02", "ng", "Sato")]
    assert "Traceback" not in program.said()


def test_a_scanned_serial_reaches_the_next_inspection_and_confirms_nothing(
    launch, recorded, tmp_path
):
    home = tmp_path / "home"
    home.mkdir()
    save_preferences(home, Preferences(scanner_gap_ms=1000))  # a busy machine types with pauses
    program = launch("window", "--recipe", "sample", samples())
    program.wait_for_title("T01", "PASS")
    program.type("SN-0042-A\n", delay_ms=4)
    program.key("space")
    program.wait_for(
        lambda: any(r.serial == "SN-0042-A" for r in recorded(program.home)[0]), "the serial"
    )
    assert program.close() == 0
    inspections, corrections = recorded(program.home)
    assert [r.serial for r in inspections if r.pair == "T01"] == ["", "SN-0042-A"]
    assert corrections == []
