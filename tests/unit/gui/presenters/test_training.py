"""The Training screen's presenter over trainings that are driven by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from qeu_station.api import TrainingStep
from qeu_station.errors import RecipeError
from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.presenters.training import LOOK_S, TrainingPresenter
from qeu_station.gui.presenters.training_curves import MOST, Curves
from qeu_station.gui.presenters.training_form import remembered_from, remembered_to
from qeu_station.gui.presenters.training_run import TrainingRun
from qeu_station.gui.presenters.training_state import CurveChart, CurveLine, Phase, TrainingForm
from qeu_station.services.training.beside import Ended, State
from qeu_station.services.training.desk import TrainerChoice
from qeu_station.services.training.request import TrainRequest
from tests.unit.gui.presenters.doubles import HandJobs

STEPS = (
    TrainingStep(1, 2, "preparing pairs"),
    TrainingStep(1, 3, "learning", {"loss/learned": 1.0, "loss/held out": 1.5}),
    TrainingStep(2, 3, "learning", {"loss/learned": 0.5}),
)
SAVED = Ended(State.SAVED, ("W beats LDA.",), "tray", 4, Path("report.html"))


@dataclass
class FakeTraining:
    """A training that tells its steps at once, and ends as the test says."""

    desk: FakeTrainingDesk
    request: TrainRequest

    def follow(self, on_step: Callable[[TrainingStep], None]) -> Ended:
        for step in self.desk.steps:
            on_step(step)
        self.desk.meanwhile()
        return self.desk.ended

    def stop(self) -> None:
        self.desk.heard.append("stop")

    def end(self) -> None:
        self.desk.heard.append("end")


@dataclass
class FakeTrainingDesk:
    steps: tuple[TrainingStep, ...] = STEPS
    ended: Ended = SAVED
    meanwhile: Callable[[], object] = lambda: None
    error: Exception | None = None
    begun: list[TrainRequest] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def recipes(self) -> list[str]:
        return ["belt", "lid", "tray"]

    def trainers(self) -> list[TrainerChoice]:
        return [TrainerChoice("net", "", "patch"), TrainerChoice("soart3", "Sums up.", "soart3")]

    def pinned(self, request: TrainRequest) -> TrainRequest:
        if self.error is not None:
            raise self.error
        return request if "@" in request.recipe else replace(request, recipe=f"{request.recipe}@3")

    def begin(self, request: TrainRequest) -> FakeTraining:
        self.begun.append(request)
        return FakeTraining(self, request)


class Bench:
    """A presenter and everything that came out of it."""

    def __init__(self, remembered: str = "", **more) -> None:
        self.jobs, self.desk = HandJobs(), FakeTrainingDesk(**more)
        self.told: list[Notice] = []
        self.used: list[str] = []
        self.kept: list[str] = []
        self.presenter = TrainingPresenter(
            self.jobs, lambda state: None, self.told.append, self.used.append, self.kept.append,
            remembered, lambda: "tray",
        )  # fmt: skip

    def open(self) -> Bench:
        self.presenter.attach(lambda: self.desk)
        self.presenter.want()
        self.jobs.run_all()
        return self

    def do(self, key: str) -> None:
        self.presenter.do(key)
        self.jobs.run_all()
        self.jobs.pass_time(LOOK_S)

    @property
    def state(self):
        return self.presenter.state

    @property
    def going_on(self) -> TrainingForm | None:
        """What could go on after a restart now."""
        return remembered_from(self.kept[-1])[1]


def test_the_recipe_in_use_and_the_first_trainer_are_chosen():
    bench = Bench()
    assert bench.state.can == frozenset()
    bench.open()
    assert bench.state.recipes == ("tray", "belt", "lid")
    assert (bench.state.form.recipe, bench.state.form.trainer) == ("tray", "net")
    assert bench.state.trainers[1].words == "Sums up. Trains the inspector soart3."
    assert bench.state.can == {"training.start"}


def test_what_was_chosen_stays_when_the_screen_is_left_and_looked_at_again():
    bench = Bench().open()
    bench.presenter.enter(recipe="lid", trainer="soart3")
    bench.presenter.want()
    bench.jobs.run_all()
    assert (bench.state.form.recipe, bench.state.form.trainer) == ("lid", "soart3")


def test_records_are_needed_where_not_the_own_corrections_are_learned():
    bench = Bench().open()
    bench.presenter.enter(own=False)
    assert "training.start" not in bench.state.can
    bench.presenter.enter(records=" results ", truth="truth.csv", settings="epochs=3 name=a")
    bench.do("training.start")
    (request,) = bench.desk.begun
    assert (request.records, request.truth) == (Path("results"), Path("truth.csv"))
    assert request.parameters == {"epochs": 3, "name": "a"}
    assert not request.resume


def test_settings_that_mean_nothing_are_told_and_nothing_is_begun():
    bench = Bench().open()
    bench.presenter.enter(settings="epochs")
    bench.do("training.start")
    assert (bench.state.phase, bench.desk.begun) == (Phase.READY, [])
    assert "is not NAME=VALUE" in bench.state.problem
    bench.presenter.enter(settings="")
    assert bench.state.problem == ""


def test_a_recipe_that_is_gone_is_told():
    bench = Bench(error=RecipeError("Recipe is gone.")).open()
    bench.do("training.start")
    assert (bench.state.phase, bench.state.problem) == (Phase.READY, "Recipe is gone.")


def test_it_is_seen_how_far_it_is_while_it_runs():
    bench = Bench()
    seen = []

    def look() -> None:
        bench.jobs.pass_time(LOOK_S)
        bench.presenter.do("training.start")
        seen.append(bench.state)

    bench.desk.meanwhile = look
    bench.open().do("training.start")
    (state,) = seen
    assert (state.phase, state.can) == (Phase.RUNNING, {"training.stop"})
    assert state.doing == "Learning: 2 of 3"
    assert (state.done, state.total) == (2, 3)
    assert state.charts == (
        CurveChart("loss", (CurveLine("learned", (1, 2), (1.0, 0.5)),
                            CurveLine("held out", (1,), (1.5,)))),
    )  # fmt: skip
    assert len(bench.desk.begun) == 1


def test_one_that_is_saved_can_be_used_and_its_report_read():
    bench = Bench().open()
    bench.do("training.start")
    state = bench.state
    assert (state.phase, state.report) == (Phase.SAVED, Path("report.html"))
    assert state.words == ("W beats LDA.",)
    assert bench.told[0].text == "Recipe tray has a new version 4 with the model." == state.doing
    assert state.can == {"training.start", "training.use", "training.report"}
    bench.do("training.use")
    assert bench.used == ["tray"]
    assert bench.going_on is None


def test_an_end_that_is_seen_is_not_told_once_more():
    bench = Bench().open()
    bench.presenter.seen = True
    bench.do("training.start")
    assert (bench.state.phase, bench.told) == (Phase.SAVED, [])


def test_one_that_is_withheld_says_why_and_is_used_only_if_wanted():
    ended = Ended(State.WITHHELD, ("It is no better than chance.",), "tray", 0, Path("r.html"))
    bench = Bench(ended=ended).open()
    bench.do("training.start")
    assert bench.state.phase is Phase.WITHHELD
    assert bench.state.words == ("It is no better than chance.",)
    assert bench.told[0].severity == "warning"
    assert not bench.desk.begun[0].use_anyway
    bench.do("training.use")
    again = bench.desk.begun[1]
    assert (again.use_anyway, again.recipe, bench.used) == (True, "tray@3", [])


def test_one_that_is_stopped_goes_on_with_the_same_request():
    bench = Bench(ended=Ended(State.STOPPED))
    bench.desk.meanwhile = lambda: bench.presenter.do("training.stop")
    bench.open().presenter.enter(settings="epochs=3")
    bench.do("training.start")
    assert bench.desk.heard == ["stop"]
    assert (bench.state.phase, bench.told) == (Phase.STOPPED, [])
    bench.presenter.enter(recipe="lid", settings="epochs=9")
    bench.desk.ended, bench.desk.meanwhile = SAVED, lambda: None
    bench.do("training.go_on")
    first, second = bench.desk.begun
    assert second == replace(first, resume=True)
    assert "training.go_on" not in bench.state.can


def test_one_that_is_stopped_before_it_began_is_not_begun():
    bench = Bench().open()
    bench.presenter.do("training.start")
    bench.presenter.do("training.stop")
    bench.jobs.run_all()
    assert (bench.state.phase, bench.desk.begun) == (Phase.READY, [])


def test_one_that_failed_tells_the_whole_reason_and_goes_on_if_it_had_begun():
    bench = Bench(ended=Ended(State.FAILED, ("The tea is cold.",))).open()
    bench.do("training.start")
    assert (bench.state.phase, bench.state.words) == (Phase.FAILED, ("The tea is cold.",))
    assert bench.told[0].severity == "warning"
    assert "training.go_on" in bench.state.can
    bench.desk.steps = ()
    bench.do("training.go_on")
    assert "training.go_on" not in bench.state.can


def test_a_process_that_cannot_be_started_is_told(monkeypatch):
    bench = Bench().open()
    monkeypatch.setattr(bench.desk, "begin", raising)
    bench.do("training.start")
    assert (bench.state.phase, bench.state.words) == (Phase.FAILED, ("no more processes",))


def raising(request: TrainRequest) -> FakeTraining:
    raise OSError("no more processes")


def test_what_was_under_way_goes_on_after_a_restart():
    bench = Bench(ended=Ended(State.STOPPED))
    bench.desk.meanwhile = bench.presenter.close
    bench.open().presenter.enter(trainer="soart3")
    bench.do("training.start")
    assert bench.desk.heard == ["end"]
    later = Bench(bench.kept[-1])
    assert later.state.phase is Phase.STOPPED
    later.open()
    assert "training.go_on" in later.state.can
    assert later.state.form.trainer == "soart3"
    later.do("training.go_on")
    (request,) = later.desk.begun
    assert (request.recipe, request.trainer, request.resume) == ("tray@3", "soart3", True)


def test_one_that_is_ended_before_it_began_never_begins():
    run = TrainingRun(lambda: pytest.fail("it was begun"))
    run.end()
    assert run.drive() is None


def test_a_station_that_is_not_open_says_why():
    bench = Bench()
    bench.presenter.fail("The disk is full.")
    assert (bench.state.closed, bench.state.can) == ("The disk is full.", frozenset())
    assert bench.open().state.closed == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"form": 3, "open": "x"}'])
def test_what_is_remembered_may_be_anything(text):
    assert remembered_from(text) == (TrainingForm(), None)


def test_what_is_remembered_is_read_again():
    form, begun = TrainingForm("tray", "net", False, "a", "b", 4, "c=1", True), TrainingForm("lid")
    assert remembered_from(remembered_to(form, begun)) == (form, begun)
    odd = json.dumps({"form": {"recipe": 3, "trainer": "net", "more": 1}})
    assert remembered_from(odd) == (TrainingForm(trainer="net"), None)


def test_what_is_learned_again_takes_the_place_of_what_was():
    curves = Curves()
    for done, loss in ((1, 9.0), (2, 8.0), (3, 7.0), (2, 6.0)):
        curves.add(TrainingStep(done, 3, "", {"loss": loss}))
    assert curves.charts[0].curves[0] == CurveLine("loss", (1, 2), (9.0, 6.0))


def test_a_curve_of_very_many_points_keeps_its_ends():
    curves = Curves()
    for done in range(MOST + 2):
        curves.add(TrainingStep(done, MOST, "", {"loss": float(done)}))
    (line,) = curves.charts[0].curves
    assert len(line.x) < MOST
    assert (line.x[0], line.x[-1]) == (0, MOST + 1)
