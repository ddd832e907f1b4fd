"""The Plugins screen decides: what is shown, what may be done, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.errors import PluginError
from qeu_station.gui import words
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins import EVERY_S, PluginsPresenter
from qeu_station.gui.presenters.plugins_state import LOG, WORKER, PluginsState
from qeu_station.pluginhost import CheckOutcome, CheckStep, WorkerTimings
from qeu_station.services.plugin_care import Trying
from tests.unit.gui.presenters.doubles import HandJobs
from tests.unit.gui.presenters.plugin_doubles import BROKEN, READY, REFUSED, FakeCare

LEVEL = ("level",)


class TellingJobs(HandJobs):
    """Keeps what takes the progress of the newest work."""

    def latest(self, key, work, done, failed=None, on_progress=None) -> None:
        super().latest(key, work, done, failed)
        if on_progress is not None:
            self.tell = on_progress


@pytest.fixture
def jobs() -> TellingJobs:
    return TellingJobs()


@pytest.fixture
def care() -> FakeCare:
    return FakeCare()


@pytest.fixture
def shown() -> list[PluginsState]:
    return []


@pytest.fixture
def screen(jobs, care, shown) -> PluginsPresenter:
    """The screen as somebody sees it, with the good plugin chosen."""
    made = PluginsPresenter(jobs, jobs.errors.append)
    made.show_to(shown.append)
    made.enter()
    made.attach(lambda: care)
    jobs.run_all()
    made.choose("qeu-edges")
    return made


def asked(care: FakeCare, act: str) -> list[tuple]:
    return [each[1:] for each in care.asked if each[0] == act]


def done(screen: PluginsPresenter, jobs: HandJobs, act: str) -> None:
    assert act in screen.state.can
    screen.do(act)
    jobs.run_all()


def test_nothing_is_known_before_the_station_is_open(jobs):
    screen = PluginsPresenter(jobs, jobs.errors.append)
    screen.enter()
    assert "not open" in screen.state.message
    assert screen.state.can == frozenset()
    assert jobs.waiting == []


def test_the_list_says_state_version_and_what_each_brings(screen):
    rows = {row.name: row for row in screen.state.rows}
    assert list(rows) == ["qeu-broken", "qeu-edges", "qeu-off"]
    assert rows["qeu-edges"].detail == "0.4.0 · loaded · edges"
    kinds = [row.kind for row in rows.values()]
    assert kinds == [Kind.PROBLEM, Kind.PASS, Kind.WAITING]


def test_what_failed_is_chosen_first_with_its_reason(jobs, care):
    screen = PluginsPresenter(jobs, jobs.errors.append)
    screen.attach(lambda: care)
    screen.enter()
    jobs.run_all()
    page = screen.state.plugin
    assert page.name == "qeu-broken"
    assert page.problems == ("Cannot be loaded: it raised ImportError: no optics",)
    assert screen.state.component is None
    assert {"reload", "disable"} <= screen.state.can
    assert not {"self-test", "suspend", "enable"} & screen.state.can


def test_what_a_plugin_brings_is_told_apart(screen):
    assert [name for _, name in screen.state.plugin.components] == [
        "edges (Inspector)", "edges (Trainer)",
    ]  # fmt: skip
    part = screen.state.component
    assert part.about == "Inspector · 1.2 · judges cells · decides"
    assert part.worker.health == "ready"
    screen.choose_component("trainer edges")
    assert screen.state.component.worker is None
    assert not {"self-test", "check", "suspend", "save"} & screen.state.can


def test_times_and_memory_of_the_worker_follow_it(screen, jobs, care):
    figures = dict(screen.state.component.worker.figures)
    assert figures["Median time"] == "20 ms"
    assert figures["Memory now"] == "120 MiB"
    assert figures["Without a usable answer"] == "1"
    care.workers = (replace(READY, resident_mb=640.0, timings=WorkerTimings(13)),)
    jobs.pass_time(EVERY_S)
    jobs.run_all()
    figures = dict(screen.state.component.worker.figures)
    assert figures["Memory now"] == "640 MiB"
    assert figures["Median time"] == "–"


def test_nobody_is_asked_while_nobody_looks(screen, jobs):
    screen.leave()
    jobs.pass_time(10 * EVERY_S)
    assert jobs.waiting == []
    screen.enter()
    assert jobs.waiting


def test_a_worker_is_suspended_and_goes_on(screen, jobs, care):
    assert {"restart", "suspend"} <= screen.state.can
    done(screen, jobs, "suspend")
    assert screen.state.component.worker.health == "suspended"
    assert "resume" in screen.state.can
    assert not {"restart", "suspend"} & screen.state.can
    done(screen, jobs, "resume")
    assert asked(care, "restart") == [("edges",)]
    assert screen.state.component.worker.health == "restarting"


def test_a_worker_that_cannot_be_restarted_is_told(screen, jobs, care):
    care.fails = PluginError("its plugin is disabled")
    done(screen, jobs, "restart")
    assert jobs.errors == [care.fails]


def test_an_inspector_that_the_recipe_does_not_have_has_no_worker(screen, jobs, care):
    care.workers, care.in_use = (), "tray"
    jobs.pass_time(EVERY_S)
    jobs.run_all()
    assert "Recipe tray is in use" in screen.state.component.worker.words
    assert not {"restart", "suspend", "resume"} & screen.state.can
    assert {"self-test", "check"} <= screen.state.can


def test_a_reload_says_what_became_of_it(screen, jobs, care):
    screen.do("reload")
    assert screen.state.working.text == "Reloading qeu-edges…"
    assert screen.state.can == {"cancel"}
    jobs.run_all()
    assert screen.state.working is None
    remark = screen.state.plugin.remark
    assert remark.kind is Kind.PASS
    assert remark.name == "Reloaded; edges judges with it from now on."


@pytest.mark.parametrize(
    ("change", "kind", "words_"),
    [
        ({"before": "", "after": ""}, Kind.PASS, "Reloaded; edges judges with it"),  # a drop-in
        ({"usable": False, "running": ()}, Kind.PROBLEM, "Not reloaded: it is not there any more."),
        ({"usable": False, "problems": ("cannot be loaded: it raised E: x",), "running": ()},
         Kind.PROBLEM, "Not reloaded: cannot be loaded: it raised E: x. Running workers"),
        ({"running": (replace(READY, state="restarting", last_error="could not start: it died"),)},
         Kind.PROBLEM, "Reloaded, but edges could not start: it died. Parts are REVIEW"),
        ({"problems": ('"odd" is refused: no scopes',)}, Kind.REVIEW, "Reloaded in part"),
        ({"running": ()}, Kind.PASS, "the recipe in use has none of it"),
    ],
)  # fmt: skip
def test_every_end_of_a_reload_has_its_words(screen, jobs, care, change, kind, words_):
    care.reloaded = replace(care.reloaded, **change)
    done(screen, jobs, "reload")
    assert screen.state.plugin.remark.kind is kind
    assert words_ in screen.state.plugin.remark.name


def test_a_refused_reload_stands_at_its_plugin(screen, jobs, care):
    care.fails = PluginError("Nothing was changed.")
    done(screen, jobs, "reload")
    assert screen.state.plugin.remark.kind is Kind.PROBLEM
    assert screen.state.plugin.remark.name == "Nothing was changed."
    screen.choose("qeu-broken")
    assert screen.state.plugin.remark is None


def test_what_is_under_way_can_be_cancelled(screen, jobs):
    screen.do("self-test")
    screen.do("cancel")
    assert screen.state.working is None
    assert "self-test" in screen.state.can
    jobs.run_all()
    assert screen.state.component.self_test is None
    assert jobs.errors == []


def test_a_self_test_is_reported_with_what_it_was_done_with(screen, jobs, care):
    done(screen, jobs, "self-test")
    assert asked(care, "self-test") == [(Trying("edges", "board", {"level": 90.0}),)]
    report = screen.state.component.self_test
    assert (report.summary.kind, report.summary.name) == (Kind.PASS, "Works")
    assert report.place == "Recipe board"
    assert "30 ms for the first pair, then 20 ms; 2,000 ms are allowed" in report.lines[1].text


@pytest.mark.parametrize(
    ("change", "summary", "name"),
    [
        ({"fault": ("start", "could not start: it raised E")}, Kind.FAIL, "Start"),
        ({"fault": ("timeout", "did not answer")}, Kind.FAIL, "Answer"),
        ({"median_ms": 2500.0}, Kind.FAIL, "Time"),
        ({"repeats": False}, Kind.FAIL, "Answer"),
        ({"p_ok": 0.3}, Kind.REVIEW, "Good part"),
        ({"p_ok_blot": 0.99}, Kind.REVIEW, "Defect"),
        ({"p_ok": None}, Kind.REVIEW, "Judgement"),
    ],
)
def test_a_self_test_says_what_is_wrong(screen, jobs, care, change, summary, name):
    care.found = replace(care.found, **change)
    done(screen, jobs, "self-test")
    report = screen.state.component.self_test
    assert report.summary.kind is summary
    assert name in [line.name for line in report.lines if line.kind is not Kind.PASS]


def test_a_check_shows_what_failed_first(screen, jobs, care):
    done(screen, jobs, "check")
    report = screen.state.component.check
    assert report.summary.kind is Kind.FAIL
    assert "1 of 2 checks failed" in report.summary.name
    assert [(line.kind, line.name) for line in report.lines] == [
        (Kind.FAIL, "Judges grey pictures"), (Kind.PASS, "The inspector can be built"),
    ]  # fmt: skip
    assert not report.unfinished


def test_a_cancelled_check_leaves_no_half_report(screen, jobs):
    screen.do("check")
    jobs.tell(CheckStep("judges_grey", 2, (CheckOutcome("factory_builds", ""),)))
    report = screen.state.component.check
    assert report.unfinished
    assert report.summary.name == "1 of 2 checks done"
    assert (screen.state.working.done, screen.state.working.total) == (1, 2)
    screen.do("cancel")
    assert screen.state.component.check is None


def test_parameters_are_those_of_the_recipe_until_something_is_entered(screen, jobs, care):
    assert screen.state.component.entries[LEVEL] == "90"
    assert not {"save", "revert"} & screen.state.can
    screen.enter_value(LEVEL, "70")
    assert {"save", "revert", "parameters"} <= screen.state.can
    done(screen, jobs, "self-test")
    assert asked(care, "self-test") == [(Trying("edges", "board", {"level": 70.0}),)]
    assert screen.state.component.self_test.place.endswith("with the parameters as entered")
    screen.do("revert")
    assert screen.state.component.entries[LEVEL] == "90"


def test_another_recipe_has_its_own_entries(screen):
    screen.enter_value(LEVEL, "70")
    assert [key for key, _ in screen.state.component.bases] == ["board", "tray", ""]
    screen.choose_basis("tray")
    assert screen.state.component.entries[LEVEL] == "128"
    screen.choose_basis("")
    assert screen.state.component.basis == ""
    screen.enter_value(LEVEL, "60")
    assert "save" not in screen.state.can
    screen.choose_basis("board")
    assert screen.state.component.entries[LEVEL] == "70"


def test_what_cannot_be_is_neither_tried_nor_saved(screen):
    screen.enter_value(LEVEL, "999")
    assert "out of range" in screen.state.component.problems[LEVEL]
    assert not {"save", "parameters", "self-test", "check"} & screen.state.can
    assert "revert" in screen.state.can


def test_the_plugin_has_the_last_word_on_parameters(screen, jobs, care):
    screen.enter_value(LEVEL, "70")
    done(screen, jobs, "parameters")
    assert screen.state.component.verdict.kind is Kind.PASS
    screen.enter_value(LEVEL, "71")
    assert screen.state.component.verdict is None
    care.fails = REFUSED
    done(screen, jobs, "save")
    assert screen.state.component.verdict.kind is Kind.PROBLEM
    assert "too low" in screen.state.component.verdict.name


def test_saved_parameters_name_the_new_version(screen, jobs, care):
    screen.enter_value(LEVEL, "70")
    done(screen, jobs, "save")
    assert asked(care, "save") == [(Trying("edges", "board", {"level": 70.0}),)]
    assert "board@4" in screen.state.component.verdict.name


def test_a_plugin_in_use_is_disabled_only_after_a_question(screen, jobs, care):
    screen.do("disable")
    assert "Recipe board judges with edges" in screen.state.question
    assert screen.state.can == {"disable-yes", "disable-no"}
    screen.do("disable-no")
    assert screen.state.question == ""
    jobs.run_all()
    assert asked(care, "disable") == []
    screen.do("disable")
    done(screen, jobs, "disable-yes")
    assert asked(care, "disable") == [("qeu-edges",)]
    assert not screen.state.plugin.enabled
    assert "enable" in screen.state.can
    assert "reload" not in screen.state.can
    done(screen, jobs, "enable")
    assert screen.state.plugin.enabled


def test_a_question_is_gone_with_its_plugin(screen):
    screen.do("disable")
    screen.choose("qeu-broken")
    screen.choose("qeu-edges")
    assert screen.state.question == ""


def test_the_worker_of_a_disabled_plugin_is_enabled_and_not_restarted(screen, jobs, care):
    screen.do("disable")
    done(screen, jobs, "disable-yes")
    care.workers = (replace(READY, state="suspended"),)
    jobs.pass_time(EVERY_S)
    jobs.run_all()
    assert "enable" in screen.state.can
    assert not screen.state.can & {"restart", "resume", "suspend"}
    assert screen.state.component.worker.words.startswith("not used: the plugin is disabled")


def test_a_plugin_that_nobody_uses_is_disabled_at_once(screen, jobs, care):
    screen.choose("qeu-broken")
    done(screen, jobs, "disable")
    assert asked(care, "disable") == [("qeu-broken",)]


def test_logs_are_read_while_they_are_seen(screen, jobs, care):
    assert screen.state.log.choices == ()
    screen.choose_tab(LOG)
    jobs.run_all()
    log = screen.state.log
    assert log.choices == (("edges", "Worker of edges"), ("load", "While it was loaded"))
    assert (log.chosen, log.text) == ("edges", "warm\nready\n")
    screen.choose_log("load")
    assert screen.state.log.remark.startswith("The end of ")
    care.printed = (replace(care.printed[1], text="hello\nagain\n"),)
    jobs.pass_time(EVERY_S)
    jobs.run_all()
    assert screen.state.log.text == "hello\nagain\n"
    screen.choose("qeu-off")
    jobs.run_all()
    assert screen.state.log.choices == ()


def test_a_log_that_comes_late_is_not_shown_at_another_plugin(screen, jobs):
    screen.choose_tab(LOG)
    screen.choose("qeu-off")
    jobs.run_all()
    assert screen.state.log.text == ""


def test_of_a_plugin_that_brings_nothing_the_log_is_shown(screen, jobs):
    screen.choose("qeu-broken")
    jobs.run_all()
    assert (screen.state.tab, screen.state.log.text) == (LOG, "Traceback\n")
    screen.choose("qeu-edges")
    assert screen.state.tab == WORKER


def test_looking_again_looks_into_what_failed(screen, jobs, care):
    assert asked(care, "overview") == [(False,)]
    done(screen, jobs, "again")
    assert asked(care, "overview")[-1] == (True,)


def test_plugins_that_cannot_be_listed_are_said_in_their_place(jobs, care):
    care.fails = PluginError("The folder of plugins cannot be read.")
    screen = PluginsPresenter(jobs, jobs.errors.append)
    screen.attach(lambda: care)
    screen.enter()
    jobs.run_all()
    assert screen.state.message == "The folder of plugins cannot be read."
    assert screen.state.can == {"again"}


def test_a_plugin_that_is_gone_makes_room_for_another(screen, jobs, care):
    care.plugins = (BROKEN,)
    done(screen, jobs, "again")
    assert screen.state.plugin.name == "qeu-broken"
    care.plugins = ()
    done(screen, jobs, "again")
    assert screen.state.plugin is None
    assert screen.state.message == "No plugin is installed."


def test_reports_are_said_in_the_language_that_is_spoken(screen, jobs, shown):
    done(screen, jobs, "self-test")
    done(screen, jobs, "reload")
    with words.speaking(lambda context, text: f"«{text}»"):
        screen.refresh()
        assert shown[-1].component.self_test.summary.name == "«Works»"
        assert shown[-1].plugin.remark.name.startswith("«Reloaded")
    screen.refresh()


def test_a_window_that_is_gone_sees_nothing(screen, shown):
    count = len(shown)
    screen.close()
    screen.choose("qeu-broken")
    assert len(shown) == count


def test_what_may_not_be_done_does_nothing(screen, jobs, care):
    before = list(care.asked)
    screen.do("enable")
    screen.do("resume")
    screen.do("save")
    jobs.run_all()
    assert [each for each in care.asked if each not in before] == []
