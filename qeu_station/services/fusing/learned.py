"""Which pictures a recipe's models were trained on: what they say of these proves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qeu_station import paths
from qeu_station.learning.examples import Outline
from qeu_station.learning.outlines import OutlineBook
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import Roster
from qeu_station.services.training.examples import items_of
from qeu_station.services.training.folder import TrainingFolder
from qeu_station.services.training.records import Known
from qeu_station.storage.recipes import LoadedRecipe


def trained_on(
    known: Sequence[Known], loaded: LoadedRecipe, roster: Roster, home: OpenHome
) -> dict[str, str]:
    """Return by pair name the inspector that was trained on the pair, as far as the home tells.

    Trainings are found by the id of their data, their pairs by pictures and preparation; what was
    trained in another home, or is kept no longer, is not noticed.

    Raises:
        DatasetError: One part stands in two groups.
    """
    books = list(_books(roster, home))
    if not books:
        return {}
    items, _ = items_of(known, loaded)
    return {
        item.known.pair.name: inspector
        for item in items
        for inspector, book in books
        if isinstance(book.get(item.key), Outline)
    }


def _books(roster: Roster, home: OpenHome) -> Iterator[tuple[str, OutlineBook]]:
    """Yield the pairs of every training that made a model of the roster."""
    made = {s.bundle.about.training_data: s.inspector for s in roster.seats if s.bundle is not None}
    for place in sorted(paths.trainings(home.folder).glob("*/")):
        folder = TrainingFolder(place)
        inspector = made.get(_data(folder))
        if inspector is not None:
            yield inspector, OutlineBook(folder.outlines)


def _data(folder: TrainingFolder) -> str:
    """Return the id of what a training learned from; a text that no id is when it is unreadable."""
    return str(folder.noted().get("training_data", "unknown"))
