"""What lies on the desk while a product is made: what was entered, what is known, who looks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from qeu_station.errors import QeuError
from qeu_station.gui.presenters import new_product_edits as edits
from qeu_station.gui.presenters import new_product_rules as rules
from qeu_station.gui.presenters.new_product_resolve import Facts, resolve
from qeu_station.gui.presenters.new_product_state import NewProductState, Product, Step
from qeu_station.gui.presenters.new_product_work import Sketch
from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.storage.recipes import LoadedRecipe

T = TypeVar("T")
log = logging.getLogger(__name__)

KEYS = ("open", "name", "choices", "pictures", "example", "check", "trial", "lesson", "save")
"""Every kind of work the dialog has done; the newest of a kind counts."""


class Desk:
    """Holds the product that is being made, and shows every change of it.

    Args:
        jobs: Runs work beside the window's thread.
        show: Takes every new snapshot.
        loading: Whether a recipe is still being read.
    """

    def __init__(
        self, jobs: Jobs, show: Callable[[NewProductState], None], loading: bool = False
    ) -> None:
        self.jobs, self._show = jobs, show
        self.product = self.untouched = Product()
        self.facts = Facts(loading=loading)
        self.base: Mapping[str, Any] = {}
        self.loaded: LoadedRecipe | None = None
        self.state = resolve(self.product, self.facts)

    def tell(self, **facts: Any) -> None:
        """Take new facts and show them."""
        self.facts = replace(self.facts, **facts)
        laid, ground = self.facts.laid, self.product.ground
        if self.facts.step is Step.GRID and ground is not None:
            laid = ground.path
        self.facts = replace(self.facts, laid=laid, unsaved=self.product != self.untouched)
        self.state = resolve(self.product, self.facts)
        self._show(self.state)

    def change(self, **changes: Any) -> None:
        """Take something new of the product."""
        self.become(replace(self.product, **changes))

    def become(self, product: Product) -> None:
        """Take a changed product: a trial of the one before is stale, and so are its limits."""
        product = self._with_unused(product)
        if product == self.product:
            self.tell()
            return
        if not edits.same_ground(product, self.product):
            product = edits.untaught(product)
        self.product = product
        trial = replace(self.facts.trial, stale=True) if self.facts.trial.result else None
        self.tell(grid_notice="", save_problem="", **({"trial": trial} if trial else {}))

    def _with_unused(self, product: Product) -> Product:
        """Take the cells typed as never judged as soon as the grid has them all."""
        typed = self.facts.unused_typed
        if product.unused != self.product.unused:  # crossed out on the picture: that counts
            typed = None
        problem = "" if typed is None else edits.unused_problem(product, typed)
        if typed is not None and not problem:
            product, typed = edits.with_unused(product, typed), None
        self.facts = replace(self.facts, unused_typed=typed, unused_problem=problem)
        return product

    def sketch(self) -> Sketch:
        """Return what the services make of the product; nothing may be missing in it."""
        references = () if self.product.from_pair else self.product.pictures
        return Sketch(
            rules.wanted_of(self.product, self.base, self.facts.forms),
            tuple(picture.path for picture in references),
            self.loaded,
        )

    def ask(
        self,
        key: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        on_progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Have work done; ``failed`` gets a sentence."""
        self.jobs.latest(
            f"new-product.{key}", work, done, lambda error: failed(words_of(error)), on_progress
        )

    def forget(self, key: str) -> None:
        """Want the answer to this kind of work no more."""
        self.jobs.forget(f"new-product.{key}")


def words_of(error: Exception) -> str:
    """Return an error as a sentence; one that nobody foresaw goes to the log too."""
    if isinstance(error, QeuError):
        return sentence(str(error))
    if isinstance(error, OSError):
        log.info("work for a new product was refused by the system", exc_info=error)
        words = translate(
            "NewProduct",
            "“{place}” cannot be used: {reason}. Nothing was saved; check that it is there and "
            "may be read and written, then try again.",
        )
        place = error.filename or translate("NewProduct", "A file or folder")
        return words.format(place=place, reason=error.strerror or error)
    log.error("work for a new product failed", exc_info=error)
    words = translate("NewProduct", "Something unforeseen went wrong: {reason}. See the log.")
    return words.format(reason=f"{type(error).__name__}: {error}")
