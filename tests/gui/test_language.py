"""Every word of the window is there in Japanese, and switching languages changes what is said."""

from __future__ import annotations

import ast
import importlib.util
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox

from qeu_station.gui.language import LANGUAGES, in_every_language, install_language
from qeu_station.gui.words import translate

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
TS, QM = FOLDER / "qeu_station_ja.ts", FOLDER / "qeu_station_ja.qm"

Message = tuple[str, str]
"""Context and English text."""


def test_every_language_is_shipped():
    shipped = {path.stem.rpartition("_")[2] for path in FOLDER.glob("*.qm")}
    assert shipped == LANGUAGES.keys() - {"en"}


def test_texts_are_literal(said):
    """Anything else would never be found by those who translate."""
    assert [where for where, message in said if message is None] == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_an_action_is_called_in_every_language(qapp, language):
    install_language(qapp, language)
    try:
        names = in_every_language(lambda: translate("Actions", "Settings…"))
        assert names == ("Settings…", "設定…")
        assert (
            translate("Actions", "Settings…") == dict(zip(LANGUAGES, names, strict=True))[language]
        )
    finally:
        install_language(qapp, "en")


def test_what_is_said_is_what_is_translated(said):
    texts = {message for _, message in said}
    assert texts - messages(TS).keys() == set(), "run: python resources/translations/update.py"
    assert messages(TS).keys() - texts == set(), "run: python resources/translations/update.py"


def test_everything_is_translated():
    assert [key for key, text in messages(TS).items() if not text.strip()] == []
    assert "unfinished" not in TS.read_text(encoding="utf-8")


def test_values_have_their_places():
    wrong = [key for key, text in messages(TS).items() if places(key[1]) != places(text)]
    assert wrong == []


def test_the_window_loads_what_was_translated(qapp):
    loaded = QTranslator()
    assert loaded.load(str(QM))
    wrong = [key for key, text in messages(TS).items() if loaded.translate(*key) != text]
    assert wrong == []


def test_updating_again_changes_nothing(update, tmp_path):
    ts, qm = tmp_path / TS.name, tmp_path / QM.name
    ts.write_bytes(TS.read_bytes())
    update.update(ts)
    update.release(ts, qm)
    assert ts.read_text(encoding="utf-8") == TS.read_text(encoding="utf-8")
    assert qm.read_bytes() == QM.read_bytes()


def test_updating_adds_what_is_new_and_drops_what_is_gone(update, tmp_path):
    source = tmp_path / "gui" / "page.py"
    source.parent.mkdir()
    ts = tmp_path / "page_ja.ts"
    source.write_text('x = translate("Page", "Old")\ny = lambda: translate("Page", "Kept " "on")\n')
    update.update(ts, source.parent)
    assert set(messages(ts)) == {("Page", "Old"), ("Page", "Kept on")}
    source.write_text('y = lambda: translate(\n    "Page",\n    "Kept " "on",\n)\n'
                      'z = translate("Page", "New")\n')  # fmt: skip
    update.update(ts, source.parent)
    assert set(messages(ts)) == {("Page", "New"), ("Page", "Kept on")}


def test_japanese_and_back(qapp):
    assert install_language(qapp, "ja") == "ja"
    assert translate("Actions", "Undo correction") == messages(TS)["Actions", "Undo correction"]
    assert cancel_button() == "キャンセル"
    assert QLocale().language() == QLocale.Language.Japanese
    assert install_language(qapp, "en") == "en"
    assert translate("Actions", "Undo correction") == "Undo correction"
    assert cancel_button() == "Cancel"
    assert QLocale().language() == QLocale.Language.English


def test_switching_does_not_pile_up(qapp):
    for _ in range(3):
        install_language(qapp, "ja")
    install_language(qapp, "en")
    assert QCoreApplication.translate("Actions", "Undo correction") == "Undo correction"


def test_the_language_of_the_system(qapp, monkeypatch):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("ja_JP"))
    assert install_language(qapp) == "ja"
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("fr_FR"))
    assert install_language(qapp) == "en"
    assert translate("Actions", "Undo correction") == "Undo correction"


def test_a_language_nobody_translated_is_english(qapp):
    assert install_language(qapp, "tlh") == "en"


@pytest.fixture(autouse=True)
def _speak_english_again(qapp) -> Iterator[None]:
    before = QLocale()
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update", FOLDER / "update.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def said() -> list[tuple[str, Message | None]]:
    """Every call that names words of the window, with None for one that is not literal."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", literal(node))
        for path in sorted((ROOT / "qeu_station" / "gui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("translate", "mark")
    ]


def literal(call: ast.Call) -> Message | None:
    values = [node.value for node in call.args if isinstance(node, ast.Constant)]
    texts = [value for value in values if isinstance(value, str)]
    return (texts[0], texts[1]) if len(texts) == len(call.args) == 2 else None


def messages(ts: Path) -> dict[Message, str]:
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext(
            "translation", ""
        )
        for context in ET.parse(ts).getroot().iter("context")
        for message in context.iter("message")
    }


def places(text: str) -> set[str]:
    """Names of the values that enter a text, with how they are written."""
    return {f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name}


def cancel_button() -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text()
