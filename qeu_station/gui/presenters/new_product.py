"""Making a product: takes what a person enters, works in jobs, and shows one snapshot."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.core.grid import Point
from qeu_station.errors import GridError
from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters import new_product_edits as edits
from qeu_station.gui.presenters import new_product_rules as rules
from qeu_station.gui.presenters.form_schema import form_of
from qeu_station.gui.presenters.new_product_desk import KEYS, Desk
from qeu_station.gui.presenters.new_product_resolve import NAME_UNKNOWN
from qeu_station.gui.presenters.new_product_state import NewProductState, Step
from qeu_station.gui.presenters.new_product_trials import Trials
from qeu_station.gui.presenters.new_product_work import Opened, Read, Workshop
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.services.teaching import Choices, DraftProblem


LONG_NAME = 24
"""Characters of a name that are repeated where its problem is said; all of it is in the field."""


class NewProductPresenter:
    """Decides everything in the dialog.

    Args:
        jobs: Runs work beside the window's thread.
        home: The station's home; None takes the usual one.
        show: Takes every new snapshot.
        saved: Called with the recipe's name when it is on the disk.
        recipe: Recipe to change; empty makes a new product.
        work: The services; None takes those of the home.
    """

    def __init__(
        self,
        jobs: Jobs,
        home: Path | None,
        show: Callable[[NewProductState], None],
        saved: Callable[[str], None],
        recipe: str = "",
        work: Workshop | None = None,
    ) -> None:
        self._desk = Desk(jobs, show, loading=bool(recipe))
        self._work = work or Workshop(home)
        self.trials = Trials(self._desk, self._work)
        self._saved, self._recipe = saved, recipe
        self._waiting: tuple[Path, ...] = ()
        self._folder: Path | None = None
        self._frames = 0

    @property
    def state(self) -> NewProductState:
        """The newest snapshot."""
        return self._desk.state

    def start(self) -> None:
        """Look for the inspectors, and read the recipe to change."""
        desk, name = self._desk, self._recipe
        desk.ask("choices", lambda task: self._work.choices(), self._on_choices, self._refuse)
        if name:
            desk.ask(
                "open", lambda task: self._work.open_recipe(name), self._on_opened, self._refuse
            )
        desk.tell()

    def close(self) -> None:
        """Forget all work and remove what was kept for it."""
        for key in KEYS:
            self._desk.forget(key)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def go(self, step: Step) -> None:
        """Show a step; leaving the inspectors checks their parameters with their plugins."""
        if self._desk.facts.step is Step.INSPECTORS and step is not Step.INSPECTORS:
            self.check()
        seen = self._desk.facts.seen | {step}
        self._desk.tell(step=step, seen=seen, notice="", grid_notice="")

    def move(self, by: int) -> None:
        """Show the next step, or the one before."""
        steps = list(Step)
        self.go(steps[min(max(steps.index(self._desk.facts.step) + by, 0), len(steps) - 1)])

    def set_name(self, name: str) -> None:
        """Name the product; whether that name can be used is found out at once."""
        if self._desk.loaded is None and name.strip():
            self._desk.facts = replace(self._desk.facts, name_problem=NAME_UNKNOWN)
            wanted = name.strip()
            self._desk.ask(
                "name", lambda task: self._work.name_problem(wanted), self._on_name, self._refuse
            )
        self._desk.change(name=name)

    def set_title(self, title: str) -> None:
        """Give it a title for reports."""
        self._desk.change(title=title)

    def set_mode(self, mode: str) -> None:
        """Choose ``colour``, ``grey`` or ``binary``; pictures are read again to show it."""
        if mode == self._desk.product.mode:
            return
        paths = tuple(picture.path for picture in self._desk.product.pictures)
        self._desk.change(mode=mode, pictures=())
        self.add_pictures(paths)
        if self._desk.product.example is not None:
            self.set_example(self._desk.product.example.path)

    def set_from_pair(self, from_pair: bool) -> None:
        """Choose whether every pair brings its own reference."""
        if from_pair != self._desk.product.from_pair:
            self._desk.change(from_pair=from_pair, corners=None)

    def add_pictures(self, paths: Sequence[Path]) -> None:
        """Read pictures of good parts and add them; wrong ones are refused with the reason."""
        self._waiting = (*self._waiting, *paths)
        if self._waiting:
            waiting, mode = self._waiting, self._desk.product.mode
            self._desk.ask(
                "pictures",
                lambda task: self._work.read(waiting, mode),
                self._on_pictures,
                self._refuse,
            )

    def take_frame(self, frame: np.ndarray) -> None:
        """Keep a camera's frame, uint8 BGR or grey, and add it as a picture of a good part."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="qeu-station-"))
        self._frames += 1
        path, mode = self._folder / f"camera-{self._frames}.png", self._desk.product.mode
        self._desk.ask(
            "pictures",
            lambda task: self._work.keep_frame(frame, path, mode),
            self._on_pictures,
            self._refuse,
        )

    def remove_picture(self, index: int) -> None:
        """Take a picture out."""
        pictures = self._desk.product.pictures
        self._desk.change(pictures=pictures[:index] + pictures[index + 1 :])

    def shift_picture(self, index: int, by: int) -> None:
        """Move a picture towards the front or the back; the first carries the grid."""
        self._desk.become(edits.shifted(self._desk.product, index, by))

    def set_example(self, path: Path) -> None:
        """Choose a picture to see the grid on, when every pair brings its own reference."""
        mode = self._desk.product.mode
        self._desk.ask(
            "example", lambda task: self._work.read([path], mode), self._on_example, self._refuse
        )

    def set_rows(self, text: str) -> None:
        """Type the rows."""
        self._desk.change(rows=text)

    def set_columns(self, text: str) -> None:
        """Type the columns."""
        self._desk.change(columns=text)

    def move_grid(self, corner: int | None, by: Point) -> None:
        """Move a corner (0..3), or the whole grid, by pixels; what cannot be is refused."""
        size, grid = rules.size_of(self._desk.product), self.state.grid
        if size is None or grid is None:
            return
        corners = rules.moved(grid.corners, corner, by, size)
        moved = replace(self._desk.product, corners=corners)
        try:
            rules.grid_of(moved)
        except GridError:
            words = translate(
                "NewProduct", "A corner cannot cross the line between its neighbours."
            )
            self._desk.tell(grid_notice=words)
            return
        self._desk.facts = replace(self._desk.facts, grid_notice="")
        self._desk.become(moved)

    def reset_grid(self) -> None:
        """Lay the grid over the whole picture."""
        self._desk.change(corners=None)

    def toggle_cell(self, address: str) -> None:
        """Judge a cell, or no longer; the last one stays."""
        try:
            self._desk.become(edits.toggled(self._desk.product, address))
        except GridError as error:
            self._desk.tell(grid_notice=rules.plain(error))

    def set_unused(self, text: str) -> None:
        """Type the cells that are never judged."""
        self._desk.facts = replace(self._desk.facts, unused_typed=text)
        self._desk.become(self._desk.product)

    def add_class(self) -> None:
        """Add an empty class."""
        rows = self._desk.product.classes
        self._desk.change(classes=(*rows, rules.new_class(rows)))

    def set_class(self, index: int, **changes: str) -> None:
        """Change ``name``, ``key`` or ``colour`` of a class."""
        self._desk.become(edits.with_class(self._desk.product, index, **changes))

    def remove_class(self, index: int) -> None:
        """Take a class out."""
        rows = self._desk.product.classes
        self._desk.change(classes=rows[:index] + rows[index + 1 :])

    def form(self, inspector: str) -> forms.Form:
        """Return the form of an inspector's parameters."""
        return self._desk.facts.forms.get(inspector, forms.Form())

    def set_use(self, inspector: str, **changes: Any) -> None:
        """Change ``on``, ``role``, ``deadline``, ``patience`` or ``weight`` of an inspector."""
        self._forget_refusal(inspector)
        self._desk.become(edits.with_use(self._desk.product, inspector, **changes))

    def enter(self, inspector: str, path: forms.Path, entry: forms.Entry) -> None:
        """Fill in a field of an inspector's form."""
        use = next(use for use in self._desk.product.uses if use.name == inspector)
        self.set_use(inspector, entries={**use.entries, path: entry})

    def check(self) -> None:
        """Let the plugins check their parameters."""
        if not self.state.can_save:
            return
        sketch = self._desk.sketch()
        self._desk.facts = replace(self._desk.facts, checking=True)
        self._desk.ask(
            "check", lambda task: self._work.check(sketch), self._on_checked, self._on_check_failed
        )

    def save(self) -> None:
        """Save the product; all of it or nothing."""
        if not self.state.can_save or self._desk.facts.saving:
            return
        sketch = self._desk.sketch()
        self._desk.ask(
            "save", lambda task: self._work.save(sketch), self._on_saved, self._on_save_failed
        )
        self._desk.tell(saving=True, save_problem="")

    def _refuse(self, words: str) -> None:
        self._desk.tell(notice=words)

    def _on_choices(self, choices: Choices) -> None:
        known = {choice.name: form_of(choice.schema) for choice in choices.inspectors}
        self._desk.facts = replace(self._desk.facts, choices=choices, forms=known)
        self._fill()

    def _on_opened(self, opened: Opened) -> None:
        draft = opened.draft
        self._desk.base, self._desk.loaded = draft.wanted, draft.base
        self._desk.product = edits.opened(draft.wanted, opened.read.pictures)
        self._desk.untouched = self._desk.product
        changing = (
            "" if draft.base is None else f"{draft.base.recipe.name} v{draft.base.recipe.version}"
        )
        self._desk.facts = replace(
            self._desk.facts,
            loading=False,
            seen=frozenset(Step),
            laid=None if self._desk.product.ground is None else self._desk.product.ground.path,
            changing=changing,
            notice=" ".join(opened.read.refused),
        )
        self._fill()

    def _fill(self) -> None:
        """Lay out the inspectors once both they and the recipe to change are known.

        Whichever came first, and whatever was entered meanwhile: what nobody touched gets them
        too, so that they alone never count as unsaved work.
        """
        facts = self._desk.facts
        if facts.choices is not None and not facts.loading:
            choices = edits.with_own_names(facts.choices, self._desk.product)
            known = {each.name: form_of(each.schema) for each in choices.inspectors}
            self._desk.facts = replace(facts, choices=choices, forms=known)
            desk = self._desk
            desk.untouched = edits.with_choices(desk.untouched, choices, known)
            desk.product = edits.with_choices(desk.product, choices, known)
        self._desk.tell()

    def _on_name(self, problem: str) -> None:
        name, problem = self._desk.product.name.strip(), sentence(problem)
        if len(name) > LONG_NAME:
            problem = problem.replace(name, f"{name[: LONG_NAME - 1]}…")
        self._desk.tell(name_problem=problem)

    def _on_pictures(self, read: Read) -> None:
        self._waiting = ()
        product, refused = edits.added(self._desk.product, read.pictures)
        self._desk.become(product)
        self._desk.tell(notice=" ".join((*read.refused, *refused)))

    def _on_example(self, read: Read) -> None:
        for picture in read.pictures:
            self._desk.change(example=picture, corners=None)
        self._desk.tell(notice=" ".join(read.refused))

    def _on_checked(self, problems: Sequence[DraftProblem]) -> None:
        refusals = {
            problem.place.removeprefix("inspectors."): problem.text
            for problem in problems
            if problem.place.startswith("inspectors.")
        }
        others = [p.text for p in problems if not p.place.startswith("inspectors.")]
        self._desk.tell(checking=False, refusals=refusals, notice=" ".join(others))

    def _on_check_failed(self, words: str) -> None:
        self._desk.tell(checking=False, notice=words)

    def _forget_refusal(self, inspector: str) -> None:
        kept = {n: words for n, words in self._desk.facts.refusals.items() if n != inspector}
        self._desk.facts = replace(self._desk.facts, refusals=kept)

    def _on_saved(self, name: str) -> None:
        self._desk.untouched = self._desk.product
        self._desk.tell(saving=False, done=True)
        self._saved(name)

    def _on_save_failed(self, words: str) -> None:
        self._desk.tell(saving=False, save_problem=words)
