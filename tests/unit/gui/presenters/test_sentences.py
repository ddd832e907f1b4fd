"""What is said below the window is known by its form: the real checks, faults and errors say it."""

from __future__ import annotations

import ast
import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api.hookspecs import GROUP
from qeu_station.capture.folder_watch import FolderWatch
from qeu_station.core.classes import DefectClass
from qeu_station.core.grid import Grid
from qeu_station.core.judgement import Answer, Evidence, Fault, Rules, judge
from qeu_station.core.opinion import Opinion, OpinionFault, Scope
from qeu_station.core.recipe import CheckSettings, RegistrationSettings
from qeu_station.core.region import Region
from qeu_station.core.verdict import Thresholds
from qeu_station.errors import PluginError, QeuError
from qeu_station.gui import words
from qeu_station.gui.presenters.new_product_rules import plain
from qeu_station.gui.presenters.sentences import TEMPLATES, form_of, sentence
from qeu_station.imaging.io import read_image
from qeu_station.imaging.quality import QualityChecker
from qeu_station.imaging.references import check_same_size
from qeu_station.imaging.trust import Found, distrust, unusable
from qeu_station.pluginhost.checking import checked_answer
from qeu_station.pluginhost.child import describe_exit
from qeu_station.pluginhost.plugin_import import raised
from qeu_station.pluginhost.session import guarded
from qeu_station.services.capturing import LiveSettings, check_settings, watch_folder
from qeu_station.services.opening import OpenHome
from qeu_station.services.teaching import check_name, name_problem
from qeu_station.settings import Settings
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.database import _ADVICE, _explained, locate
from qeu_station.storage.pairs import PairRules, list_pairs
from qeu_station.storage.writer import claim_writer
from qeu_station.toolkit.question import AnswerRefused, parse_answer

ROOT = Path(__file__).resolve().parents[4]
RULES = Rules(2, Thresholds(), 0.99)
STILL = np.eye(3)
SHIFTED = np.array([[0, 0, 30], [0, 0, 0], [0, 0, 0]])


@pytest.fixture
def shouted() -> Iterator[None]:
    """A translator that shows what went through it: the template in «», values untouched."""
    words.install_translator(lambda context, text: f"{context}«{text}»")
    yield
    words.install_translator(None)


@pytest.mark.parametrize(
    "said",
    [
        "Passes, with probability 0.98.",
        *(
            f"gave no opinion: {why}"
            for why in (
                "The model's answer did not come to its end.",
                "The model does not want to answer as it is asked: only 0.009 of its probability "
                "lies on answers.",
                "The model did not end its answer within 2.5 s.",
                "The answer was cancelled.",
                "The model's figures are no finite numbers; its weights are damaged, or its dtype "
                "is too small.",
                "The memory was not enough for an answer; show less with longest_side or crops, or "
                "use a smaller model.",
                "The pictures and the question are 9000 tokens, the model takes 4096, the answer "
                "included; show less with longest_side or crops.",
            )
        ),
    ],
)
@pytest.mark.usefixtures("shouted")
def test_what_a_model_that_speaks_says_is_known(said: str) -> None:
    why = said.removeprefix("gave no opinion: ")
    assert form_of(why)
    assert sentence(said).count("Sentences«") == 1 + said.startswith("gave")


@pytest.mark.parametrize("text", ["perhaps", "Z9: hole", "U1: spot", "U1: hole; U1: hole"])
@pytest.mark.usefixtures("shouted")
def test_why_an_answer_cannot_be_read_is_known(text: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        parse_answer(text, ["U1", "U2"], ["hole"])
    said = sentence(f"gave no opinion: The model's answer cannot be read: {refused.value}.")
    assert said.count("Sentences«") == 3


@pytest.mark.usefixtures("shouted")
def test_a_file_in_the_place_of_a_product(tmp_path):
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "board").write_text("", encoding="utf-8")
    said = sentence(name_problem("board", OpenHome(tmp_path, Settings(), ())))
    assert said.startswith('Sentences«"')


@pytest.mark.usefixtures("shouted")
def test_too_little_to_learn_from():
    few = (
        "Limits need at least 3 good parts, got 2; add pictures of passed products and learn again."
    )
    said = sentence(f'Inspector "difference" could not learn: {few} Parts left out: 2 of 4, such '
                    'as A (Picture "a.png" does not exist. Check the path).')  # fmt: skip
    assert said.count("Sentences«") == 2
    assert sentence(f'Inspector "difference" could not learn: {few}').count("Sentences«") == 2


def test_every_check_of_the_picture():
    rng = np.random.default_rng(1)
    good = np.clip(rng.normal(120, 40, (300, 400)), 0, 255).astype(np.uint8)
    other = cv2.GaussianBlur(rng.permuted(good, axis=1), (0, 0), 6)
    checker = QualityChecker(good, CheckSettings(min_similarity=0.99, max_exposure_shift=0.01))
    everywhere = np.full(good.shape, 255, np.uint8)
    said = [
        check.problem
        for test in (other, cv2.add(good, 150), cv2.subtract(good, 150))
        for check in (*checker.before(test), *checker.after(test, everywhere))
        if check.problem
    ]
    assert len({form_of(text) for text in said}) == 5
    all_known(said)


@pytest.mark.parametrize("test_shape", [(300, 400), (200, 400)])
def test_every_doubt_about_the_registration(test_shape):
    allowed = RegistrationSettings(max_shift=10, max_rotation=5, max_residual=2)
    turned = cv2.getRotationMatrix2D((200, 150), 20, 1)
    said = [
        distrust(allowed, found, (300, 400), test_shape)
        for found in (
            Found(STILL, 0.01, 0.0, 0.0),
            Found(STILL, 0.99, 3.0, 0.0),
            Found(STILL + SHIFTED, 0.99, 0.1, 0.0),
            Found(np.vstack([turned, [0, 0, 1]]), 0.99, 0.1, 0.0),
            Found(STILL, 0.99, 0.1, 12.0),
        )
    ]
    all_known(said)
    reasons = {known_inside(text) for text in said}
    assert len(reasons) == 5


def test_pictures_that_cannot_be_registered():
    for what in ("test image", "reference"):
        for picture in (np.zeros((8, 8), np.uint8), np.zeros((300, 400), np.uint8)):
            reason = unusable(what, picture)
            all_known([reason, f"cannot register: {reason}"])


def test_faults_of_inspectors():
    said = [describe_exit(code) for code in (None, 0xC0000005, 3, -9, -11)]
    said += [raised(ValueError("no")), raised(KeyError()), raised(SystemExit(2))]
    for error in (OpinionFault("short"), PluginError("no model"), RuntimeError("out of memory")):
        answer = guarded(throwing(error))
        assert isinstance(answer, tuple)
        said.append(answer[1])
    abstained = checked_answer(
        {"abstained": {"sentence": "no cell is named", "raw": ""}}, None, None
    )
    said.append(abstained[1])
    all_known(said)
    all_known(reasons_of(Evidence(["A1"], [], [], [Fault("x", True, "raised", said[0])])))


@pytest.mark.parametrize(
    ("file", "needles"),
    [
        ("pluginhost/child.py", ["did not answer within {seconds} s and was ended"]),
        ("pluginhost/child.py", ["used {size} MiB of memory, {memory_mb} are allowed, and"]),
        ("pluginhost/asked.py", [
            "is still at work; what it says is added when it comes",
            "is still busy with {worker.busy_with}",
            "did not answer within {self.worker.use.longest_s} s",
        ]),
        ("pluginhost/supervisor.py", [
            "was stopped before it had answered",
            "has not been started",
            "is suspended after repeated failures; the last: it {reason}",
            "was not ready again in time, after it {reason}",
            "was suspended by a person",
            "was restarted",
            "could not start: it {error}",
        ]),
        ("services/roster.py", [
            "is in no plugin that may be used {there} {remedy}.",
            "cannot judge: {error}",
        ]),
        ("services/live.py", [
            "{stamp.path} changed while it was judged; nothing was recorded. Judge it again.",
            "No recipe is in use; choose one first.",
            'Pair "{pair.name}" has no reference picture; give one.',
        ]),
        ("imaging/prepare.py", [
            "the aligned test image covers only {share} of the cell ({least} needed)",
        ]),
        ("capture/devices.py", [
            'Camera "{place}" cannot be opened (tried through {_name_of(backend)}). Check that it '
            "is plugged in, that no other program uses it, and that this user may.",
            'Camera "{self._wish.place}" gives no more pictures. Check its cable and power.',
            'Stream "{without_password(self._wish.place)}" cannot be opened (tried for '
            "{_STREAM_OPEN_MS / 1000} s). Check the address, user and password, and that the "
            "camera can be reached from this machine.",
            'Stream "{without_password(self._wish.place)}" gives no more pictures. Check the '
            "camera and the network.",
        ]),
        ("capture/paced.py", ['There are no pictures in "{self._wish.place}".']),
        ("services/review/source.py", [
            'Journal "{self.place}" was moved, removed', 'Journal "{self.place}" was written by an',
            "An older version wrote this journal", "{path} cannot be found.",
            "There is no journal at",
        ]),
        ("services/bulk.py", ['Journal "{where}" is being written now']),
        ("storage/migrate.py", ['Journal "{place}" has schema {found}']),
        ("capture/live.py", ["{self._use.label} has ended: there are no more pictures."]),
    ],
)  # fmt: skip
def test_sentences_that_need_a_device_or_a_process_to_be_said(file, needles):
    """Taken from the source: nobody can pull a camera here."""
    said = spoken(ROOT / "qeu_station" / file)
    for needle in needles:
        assert [text for text in said if text.startswith(needle)], needle
    all_known(text for text in said if text.startswith(tuple(needles)))


@pytest.mark.parametrize("plugin", ["difference", "soart3", "onnx"])
def test_comments_of_the_shipped_inspectors(plugin):
    said = spoken(ROOT / "plugins" / f"qeu-{plugin}" / f"qeu_{plugin}" / "inspector.py")
    openings = ("Strongest", "Least", "Likeliest", "Warning")
    comments = [text for text in said if text.startswith(openings)]
    assert comments
    all_known(comments)


def test_a_source_that_gave_no_picture():
    said = spoken(ROOT / "qeu_station" / "capture" / "feed.py")
    late = [text for text in said if text.startswith("gave no")]
    assert len(late) == 2
    all_known(f"Camera 7 {text}." for text in late)


@pytest.mark.parametrize(
    "settings",
    [
        LiveSettings(kind="camera", place=" "),
        LiveSettings(kind="video", place="nowhere.mp4"),
        LiveSettings(kind="folder", place="nowhere"),
        LiveSettings(kind="stream", place="nowhere"),
    ],
)
def test_sources_that_cannot_work(settings):
    all_known([said_by(lambda: check_settings(settings))])


def test_folders_that_hold_no_pairs(tmp_path):
    def listed(*names: str) -> str:
        for name in names:
            (tmp_path / name).write_text("")
        return said_by(lambda: list_pairs(tmp_path))

    told = [listed(), listed("a.png"), listed("b_test.png")]
    (tmp_path / "pairs.csv").write_text("test\n")
    told.append(said_by(lambda: list_pairs(tmp_path / "pairs.csv")))
    told.append(said_by(lambda: list_pairs(tmp_path / "gone")))
    for number, text in enumerate(("", "hello\n", "test\n部品_test.png\n".encode("cp932"))):
        file = tmp_path / f"{number}.csv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        told.append(said_by(lambda file=file: list_pairs(file)))
    (tmp_path / "pairs.csv").write_text("test\nA_test.png\n")
    told.append(said_by(lambda: list_pairs(tmp_path / "pairs.csv", PairRules(True))))
    all_known(told)


def test_a_folder_that_cannot_be_watched(tmp_path):
    gone = tmp_path / "gone"
    told = [said_by(lambda: watch_folder(gone, False, OpenHome(tmp_path, Settings(), ())))]
    told.append(said_by(FolderWatch(gone, False).poll))
    all_known(told)


def test_reasons_of_a_judgement():
    region = Region("r1", (1, 1, 5, 5), (1, 1, 5, 5), 16, 90.0, 50.0, ("A1",))
    cells = {"A1": (0.01, 0.99)}
    advisory = Answer("b", False, 1.0, frozenset({Scope.CELL}), Opinion(cells=cells))
    fine = Answer("a", True, 1.0, frozenset({Scope.CELL}), Opinion(cells={"A1": (0.99, 0.01)}))
    other = Answer("c", True, 1.0, frozenset({Scope.REGION}), Opinion(regions={"r2": (0.99, 0.01)}))
    second = replace(region, id="r2")
    said = [
        *reasons_of(Evidence(["A1"], [], [])),
        *reasons_of(Evidence([], [], [])),
        *reasons_of(Evidence(["A1"], [], [fine, advisory])),
        *reasons_of(Evidence(["A1"], [region, second], [other])),
    ]
    assert len({known_inside(text) for text in said}) == 4
    all_known(said)


def test_pictures_that_cannot_be_read(tmp_path):
    (tmp_path / "empty.png").touch()
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    (tmp_path / "letter.png").write_text("Dear reader")
    small, large = np.zeros((4, 5), np.uint8), np.zeros((40, 50), np.uint8)
    said = [
        said_by(lambda name=name: read_image(tmp_path / name))
        for name in ("empty.png", "broken.png", "letter.png", "nowhere.png")
    ]
    all_known([*said, said_by(lambda: check_same_size('The test image of "p"', small, large))])


def test_what_the_disk_refuses(tmp_path):
    def full() -> None:
        with storage_errors("write the recipe"):
            raise OSError(errno.ENOSPC, "No space left on device", "recipe.toml")

    place = locate(str(tmp_path / "journal.db"))
    release = claim_writer(place, "station")
    taken = said_by(lambda: claim_writer(place, "station"))
    release()
    advice = [str(_explained(place, sign)) for sign, _, _ in _ADVICE if sign != "append-only"]
    all_known([said_by(full), taken, *advice, str(_explained(place, "no idea"))])
    assert len({form_of(text) for text in advice}) == len(advice)


def test_what_leads_to_another_sentence_takes_it_along():
    words.install_translator(lambda context, text: JAPANESE.get(text, text))
    try:
        said = sentence("U1: inspector vlm did not answer within 2 s and was ended")
        assert said == "U1: 検査器 vlm: 2秒で答えず"
        assert sentence("inspector vlm sulks") == "検査器 vlm: sulks"
    finally:
        words.install_translator(None)


JAPANESE = {
    "inspector {inspector} {reason}": "検査器 {inspector}: {reason}",
    "did not answer within {seconds} s and was ended": "{seconds}秒で答えず",
}


def test_an_unknown_sentence_stays(shouted):
    assert sentence("") == ""
    assert sentence("Something nobody foresaw.") == "Something nobody foresaw."


@given(st.text(max_size=200) | st.sampled_from(TEMPLATES))
def test_in_english_every_sentence_stays(text):
    assert sentence(text) == text


@given(st.sampled_from(TEMPLATES), st.text(alphabet="xyz{}\\.*", min_size=1))
def test_values_enter_as_they_are(template, value):
    """Braces and signs of patterns in a value are nothing special."""
    words.install_translator(lambda context, text: f"» {text}")
    try:
        names = [part.split("}")[0] for part in template.split("{")[1:]]
        said = sentence(template.format(**dict.fromkeys(names, value)))
    finally:
        words.install_translator(None)
    assert said.count(value) >= min(1, len(names))


def test_what_the_plugins_of_this_repository_say_of_themselves_is_known():
    """They are listed on the Plugins screen in the language of the window."""
    own = [each for each in entry_points(group=GROUP) if each.module.startswith("qeu_")]
    hooks = ("qeu_inspectors", "qeu_trainers", "qeu_sources", "qeu_sinks")
    made = [getattr(entry.load(), hook, tuple) for entry in own for hook in hooks]
    said = {spec.summary for hook in made for spec in hook()}
    assert "An ONNX classifier on every cell." in said
    all_known(said)


def all_known(said) -> None:
    """Every sentence has a form, and a nested reason a form of its own."""
    texts = list(said)
    assert texts
    assert [text for text in texts if not known_inside(text)] == []


def known_inside(text: str) -> str:
    """Return the form of the innermost sentence, empty when it is not known."""
    form = form_of(text)
    leading = {
        "{cell}: {reason}": ": ",
        "inspector {inspector} {reason}": " ",
    }
    if form == "inspector {inspector} {reason}":
        return known_inside(text.split(" ", 2)[2])
    if form in leading:
        return known_inside(text.partition(leading[form])[2])
    if form.startswith("cannot register: {reason}") and form != "cannot register: {reason}":
        inner = text.removeprefix("cannot register: ").partition("; the test image is")[0]
        return form_of(inner.partition(". Check the part's place")[0])
    return form


def reasons_of(evidence: Evidence) -> tuple[str, ...]:
    return judge(evidence, RULES).part.reasons


def said_by(call: Callable[[], object]) -> str:
    with pytest.raises(QeuError) as caught:
        call()
    return " ".join(str(caught.value).split())


def throwing(error: Exception) -> Callable[[], dict]:
    def call() -> dict:
        raise error

    return call


def spoken(path: Path) -> list[str]:
    """Return the texts of a source file, with the values of f-strings as they are written."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    return [text for node in nodes if id(node) not in pieces and (text := text_of(node))]


def text_of(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(text_of, node.values))
    if isinstance(node, ast.FormattedValue):
        return f"{{{ast.unparse(node.value)}}}"
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _refused(make: Callable[[], object]) -> str:
    with pytest.raises(QeuError) as caught:
        make()
    return plain(caught.value)


def test_what_is_refused_while_a_product_is_made(shouted):
    square = (0.0, 0.0, 90.0, 30.0)
    said = [
        sentence(check_name("a/b", ())),
        sentence(check_name("tray", ("Tray",))),
        _refused(lambda: DefectClass("Dirty")),
        _refused(lambda: Grid.over_rectangle(square).position("U99")),
        _refused(lambda: Grid.over_rectangle(square).position("???")),
        _refused(lambda: Grid.over_rectangle(square, ("U",), ("1",), frozenset({"U1"}))),
        _refused(lambda: Grid.over_rectangle(square, ("1", "11"), ("1", "11"))),
    ]
    assert [words for words in said if not words.startswith("Sentences«")] == []
