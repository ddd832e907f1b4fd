"""The Training screen: what the person does goes in, what to show comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.training_curves import Curves
from qeu_station.gui.presenters.training_form import (
    asked,
    is_whole,
    remembered_from,
    remembered_to,
)
from qeu_station.gui.presenters.training_run import TrainingRun
from qeu_station.gui.presenters.training_state import Phase, TrainingForm, TrainingState
from qeu_station.gui.presenters.training_words import (
    doing_of,
    ended_words,
    notice_of,
    reasons_of,
    title_of,
    trainer_line,
)

if TYPE_CHECKING:
    from qeu_station.api import TrainingStep
    from qeu_station.services.training.beside import Ended
    from qeu_station.services.training.desk import TrainerChoice, TrainingDesk
    from qeu_station.services.training.request import TrainRequest

LOOK_S = 0.3
"""How often a training is looked at."""

Choices = tuple[Sequence[str], "Sequence[TrainerChoice]"]


class TrainingPresenter:
    """Decides everything the Training screen shows; one training at a time, which outlives windows.

    Args:
        jobs: Runs work beside the window's thread.
        show: Takes every new state.
        told: Takes a notice.
        use: Takes the name of a recipe that shall judge now.
        remember: Takes what ``remembered`` is at the next start.
        remembered: What was entered last, and the training that can go on.
        recipe: Name of the recipe in use, which is chosen first.

    Attributes:
        state: What is shown now.
        seen: Whether the screen is looked at, so that an end needs no notice.
    """

    def __init__(
        self,
        jobs: Jobs,
        show: Callable[[TrainingState], None],
        told: Callable[[Notice], None] = lambda notice: None,
        use: Callable[[str], None] = lambda name: None,
        remember: Callable[[str], None] = lambda text: None,
        remembered: str = "",
        recipe: Callable[[], str] = lambda: "",
    ) -> None:
        self._jobs, self._to_show, self._told = jobs, show, told
        self._use, self._remember, self._recipe = use, remember, recipe
        self._make: Callable[[], TrainingDesk] | None = None
        self._desk: TrainingDesk | None = None
        self._choices: Choices = (), ()
        self._wanted = self.seen = False
        self._run: TrainingRun | None = None
        self._step: TrainingStep | None = None
        self._ended: Ended | None = None
        self._curves = Curves()
        self._lost, self._kept = "", remembered
        form, self._open = remembered_from(remembered)
        self._under = self._open
        self._before = Phase.READY
        phase = Phase.READY if self._open is None else Phase.STOPPED
        self.state = self._made(TrainingState(form=form, phase=phase))

    @property
    def running(self) -> bool:
        """Whether a training is under way."""
        return self.state.phase is Phase.RUNNING

    def attach(self, make: Callable[[], TrainingDesk]) -> None:
        """Train in a home; ``make`` is called in a job."""
        self._make = make
        if self._wanted:
            self.want()

    def want(self) -> None:
        """Ask what can be chosen: somebody looks at the screen."""
        self._wanted = True
        if self._make is not None:
            self._jobs.latest("training.choices", self._asked, self._on_choices, self._on_closed)

    def fail(self, why: str) -> None:
        """Say why nothing can be trained."""
        self._put(ready=False, closed=why)

    def refresh(self) -> None:
        """Say everything anew, in the language there is now."""
        self._put(trainers=tuple(map(trainer_line, self._choices[1])))

    def close(self) -> None:
        """Show nothing any more; what runs is ended, and can go on at the next start."""
        self._to_show = lambda state: None
        run = self._run
        if run is not None:
            self._jobs.ordered("training.stop", lambda task: run.end(), _nothing)

    def enter(self, **changes: object) -> None:
        """Take what was entered, by the fields of ``TrainingForm``."""
        form: TrainingForm = replace(self.state.form, **changes)  # type: ignore[arg-type]
        if form != self.state.form:
            self._put(form=form, problem="")

    def do(self, key: str) -> None:
        """Do an action of this screen."""
        if key not in self.state.can:
            return
        if key == "training.start":
            self._curves = Curves()
            self._start(self.state.form, resume=False)
        elif key == "training.go_on" and self._open is not None:
            self._start(self._open, resume=True)
        elif key == "training.stop":
            self._stop()
        elif key == "training.use":
            self._put_to_use()

    def _asked(self, task: object) -> Choices:
        """In a job."""
        assert self._make is not None
        desk = self._desk = self._desk or self._make()
        return desk.recipes(), desk.trainers()

    def _on_choices(self, choices: Choices) -> None:
        self._choices = recipes, trainers = choices
        form, names = self.state.form, [each.name for each in trainers]
        used = self._recipe()
        recipe = form.recipe if form.recipe in recipes else ""
        recipe = recipe or (used if used in recipes else next(iter(recipes), ""))
        trainer = form.trainer if form.trainer in names else next(iter(names), "")
        self._put(
            ready=True,
            closed="",
            recipes=_first(used, recipes),
            trainers=tuple(map(trainer_line, trainers)),
            form=replace(form, recipe=recipe, trainer=trainer),
        )

    def _on_closed(self, error: Exception) -> None:
        self.fail(sentence(str(error)))

    def _start(self, form: TrainingForm, resume: bool) -> None:
        desk = self._desk
        if desk is None:
            return
        self._run, self._step, self._ended, self._lost = None, None, None, ""
        self._before = self.state.phase
        self._put(
            phase=Phase.RUNNING, stopping=False, problem="", charts=self._curves.charts, report=None
        )
        self._keep()
        self._jobs.ordered(
            "training",
            lambda task: desk.pinned(asked(form, resume)),
            lambda request: self._begin(desk, request, form),
            self._on_refused,
        )

    def _begin(self, desk: TrainingDesk, request: TrainRequest, form: TrainingForm) -> None:
        """Start the training; from now on it is this version of the recipe that is trained."""
        self._under = replace(form, recipe=request.recipe)
        if self.state.stopping:
            self._put(phase=self._before, stopping=False)
            return
        run = self._run = TrainingRun(lambda: desk.begin(request))
        self._jobs.ordered("training", lambda task: run.drive(), self._on_ended, self._on_lost)
        self._jobs.later("training", LOOK_S, self._look)

    def _on_refused(self, error: Exception) -> None:
        self._put(phase=self._before, stopping=False, problem=sentence(str(error)))

    def _look(self) -> None:
        """Take in what came, and look again while the training is under way."""
        self._take_steps()
        self._put()
        if self.running:
            self._jobs.later("training", LOOK_S, self._look)

    def _take_steps(self) -> None:
        steps = [] if self._run is None else self._run.taken()
        for step in steps:
            self._step = step
            self._curves.add(step)
        if steps:
            self._put(charts=self._curves.charts)
            self._keep(self._under)

    def _on_ended(self, ended: Ended | None) -> None:
        self._take_steps()
        self._ended = ended
        phase = Phase.STOPPED if ended is None else Phase(ended.state.value)
        self._end(phase, None if ended is None else ended.report)
        notice = None if ended is None else notice_of(phase, ended)
        if notice is not None and not self.seen:
            self._told(notice)

    def _on_lost(self, error: Exception) -> None:
        self._take_steps()
        self._lost = str(error)
        self._end(Phase.FAILED, None)

    def _end(self, phase: Phase, report: Path | None) -> None:
        """Show the end; what was stopped or failed can go on where it had begun."""
        self._run = None
        over = phase in (Phase.SAVED, Phase.WITHHELD)
        if over or (phase is Phase.FAILED and self._step is None):
            self._keep(None)
        self._put(phase=phase, stopping=False, report=report)

    def _stop(self) -> None:
        run = self._run
        if run is not None:
            self._jobs.ordered("training.stop", lambda task: run.stop(), _nothing)
        self._put(stopping=True)

    def _put_to_use(self) -> None:
        """Judge with the new version; a model that was withheld is saved first, as it was asked."""
        if self.state.phase is Phase.SAVED and self._ended is not None:
            self._use(self._ended.recipe)
        elif self._under is not None:
            self._start(replace(self._under, use_anyway=True), resume=False)

    def _keep(self, begun: TrainingForm | EllipsisType | None = ...) -> None:
        """Remember what is entered, and the training that can go on."""
        if not isinstance(begun, EllipsisType):
            self._open = begun
        text = remembered_to(self.state.form, self._open)
        if text != self._kept:
            self._kept = text
            self._remember(text)

    def _put(self, **changes: Any) -> None:
        state = self._made(replace(self.state, **changes))
        if state != self.state:
            self.state = state
            self._to_show(state)

    def _made(self, state: TrainingState) -> TrainingState:
        """Return a state with everything that follows from it."""
        running = state.phase is Phase.RUNNING
        step = self._step
        ended = ended_words(state.phase, self._ended, self._open is not None)
        lost = (sentence(self._lost),) if self._lost else ()
        return replace(
            state,
            title=title_of(state.phase, state.stopping),
            doing=doing_of(step) if running else ended,
            done=0 if step is None else step.done,
            total=0 if step is None else step.total,
            words=lost if self._ended is None else reasons_of(self._ended),
            can=self._allowed(state),
        )

    def _allowed(self, state: TrainingState) -> frozenset[str]:
        running = state.phase is Phase.RUNNING
        ready = state.ready and not running
        allowed = {
            "training.start": ready and is_whole(state.form),
            "training.go_on": ready and self._open is not None,
            "training.stop": running and not state.stopping,
            "training.use": ready and state.phase in (Phase.SAVED, Phase.WITHHELD),
            "training.report": state.report is not None and not running,
        }
        return frozenset(key for key, on in allowed.items() if on)


def _first(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return names with one of them first."""
    return (*(each for each in names if each == name), *(each for each in names if each != name))


def _nothing(answer: object) -> None:
    """Take an answer that says nothing."""
