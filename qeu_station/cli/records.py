"""One inspection on the terminal: the verdict, what each inspector said, and the grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qeu_station.cli.printing import STYLES, console, print_table, verdict_text, visible
from qeu_station.core.classes import likeliest_defect
from qeu_station.core.verdict import SHAPES

if TYPE_CHECKING:
    from rich.text import Text

    from qeu_station.core.record import (
        AdviceRecord,
        InspectionRecord,
        ItemRecord,
        OpinionRecord,
    )


def print_record(record: InspectionRecord, advice: Sequence[AdviceRecord] = ()) -> None:
    """Print one inspection, with what came after its verdict."""
    from rich.text import Text

    out = console()
    part = record.part
    line = verdict_text(part.verdict)
    out.print(Text.assemble(line, f"  {visible(record.pair)}", _p_ok(part)))
    for reason in part.reasons:
        out.print(f"  {visible(reason)}", markup=False)
    _print_opinions(record.opinions, part.reasons)
    for each in advice:
        out.print(f"After the verdict, at {each.at}:", markup=False)
        _print_opinions(each.opinions)
    _print_cells(record)
    out.print(f"Inspection {record.id}, recipe {record.recipe.name} {record.recipe.version}")


def verdict_grid(record: InspectionRecord) -> Text:
    """Return the cells that are not PASS in one line, the least likely to be good first."""
    from rich.text import Text

    bad = [(a, item) for a, item in record.cells.items() if item.verdict != "PASS"]
    bad.sort(key=lambda entry: (entry[1].verdict != "FAIL", entry[1].p_ok or 0.0))
    parts = [
        Text(
            f"{SHAPES[item.verdict]} {address} {_label(item, record.classes)}  ",
            STYLES[item.verdict],
        )
        for address, item in bad
    ]
    return Text.assemble(*parts) if parts else Text("-")


def _print_opinions(opinions: Sequence[OpinionRecord], told: Sequence[str] = ()) -> None:
    rows = [
        (
            said.inspector,
            said.role,
            said.status if said.part is None else verdict_text(said.part.verdict),
            "" if said.part is None or said.part.p_ok is None else f"{said.part.p_ok:.3f}",
            f"{said.milliseconds:.1f}",
            said.device,
            said.comment or _untold(said, told),
        )
        for said in opinions
    ]
    print_table(("inspector", "role", "says", "P(ok)", "ms", "device", "comment"), rows)


def _untold(said: OpinionRecord, told: Sequence[str]) -> str:
    """Return why an inspector gives no opinion; not again what stands above the table."""
    known = f"inspector {said.inspector} {said.reason}"
    return "said above" if known in told else said.reason


def _print_cells(record: InspectionRecord) -> None:
    told = set(record.part.reasons)  # what blocks the part blocks every cell
    rows = [
        (
            address,
            verdict_text(item.verdict),
            _p(item),
            _label(item, record.classes),
            "; ".join(reason for reason in item.reasons if reason not in told),
        )
        for address, item in record.cells.items()
        if item.verdict != "PASS"
    ]
    if rows:
        print_table(("cell", "verdict", "P(ok)", "most probable defect", "reason"), rows)


def _label(item: ItemRecord, classes: tuple[str, ...]) -> str:
    if item.probabilities is None:
        return ""
    return likeliest_defect(item.probabilities, classes)[0]


def _p(item: ItemRecord) -> str:
    return "" if item.p_ok is None else f"{item.p_ok:.3f}"


def _p_ok(item: ItemRecord) -> str:
    return "" if item.p_ok is None else f"  P(ok) {item.p_ok:.3f}"
