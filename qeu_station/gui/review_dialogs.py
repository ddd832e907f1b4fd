"""The dialogs of the Review screen: exporting what is chosen, importing what others said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from qeu_station.gui.desk import Desk
    from qeu_station.gui.presenters.review import ReviewPresenter


def export_dialog(parent: QWidget, desk: Desk, presenter: ReviewPresenter) -> QDialog | None:
    """Return the dialog that exports the selected rows, or the list when one row is selected.

    None while nothing is open.
    """
    from qeu_station.gui.widgets.export_dialog import ExportDialog

    state, journal = presenter.state, presenter.desk
    if journal is None or state.listed is None:
        return None
    about = {
        "filter": state.filter.as_json() if state.filter else {},
        "order": state.order.by if state.order else "",
        "selected by hand": state.selected > 1,
    }
    seqs = state.listed.columns.seq[presenter.chosen].tolist()
    folder = journal.source.folder
    whole = state.selected < 2
    return ExportDialog(parent, desk.jobs, journal, seqs, about, folder or desk.home, whole)


def import_dialog(parent: QWidget, desk: Desk, presenter: ReviewPresenter) -> QDialog | None:
    """Return the dialog that imports corrections into what is open; None while nothing is."""
    from qeu_station.gui.widgets.import_dialog import ImportDialog

    journal = presenter.desk
    if journal is None:
        return None
    operator = desk.preferences.operator
    return ImportDialog(parent, desk.jobs, journal, operator, presenter.read_again)
