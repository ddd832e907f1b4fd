from __future__ import annotations

from qeu_station.gui.words import install_translator, translate


def test_without_a_translator_words_stand_as_they_are():
    assert translate("Inspect", "Next part") == "Next part"


def test_a_translator_is_asked_with_context():
    install_translator(lambda context, text: f"{context}:{text}")
    try:
        assert translate("Inspect", "Next part") == "Inspect:Next part"
    finally:
        install_translator(None)
    assert translate("Inspect", "Next part") == "Next part"
