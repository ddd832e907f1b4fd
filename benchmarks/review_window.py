"""The window with the Review screen open on a journal, for the benchmarks of the review."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qeu_station.gui.garbage import rest
from qeu_station.gui.imports import plain_imports

rest()
plain_imports()

from benchmarks.window_parts.asked import wait_until  # noqa: E402
from qeu_station.gui.app import Shell, application  # noqa: E402
from qeu_station.gui.desk import Desk  # noqa: E402
from qeu_station.gui.widgets.review.page import ReviewPage  # noqa: E402

OPERATOR = "benchmark"


@contextmanager
def review_page(home: Path, batch: Path) -> Iterator[ReviewPage]:
    """Yield the Review screen of a shown window in which a batch is open, all of it read."""
    app = application()
    desk = Desk(home)
    desk.preferences = replace(desk.preferences, language="en", operator=OPERATOR)
    shell = Shell(app, desk)
    try:
        shell.window.resize(1280, 800)
        shell.window.show()
        shell.window.activateWindow()
        desk.review_wanted.emit(batch)
        page = shell.window.screens.shown
        assert isinstance(page, ReviewPage)
        wait_until(lambda: page.presenter.state.listed is not None and not loading(page))
        page.enter()
        yield page
    finally:
        shell.window.close()
        shell.window.screens.let_go()
        desk.close()


def loading(page: ReviewPage) -> bool:
    """Tell whether only the first part of the journal is there."""
    return page.presenter.state.loading
