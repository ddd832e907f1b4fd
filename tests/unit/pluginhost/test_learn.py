from __future__ import annotations

import pytest

from qeu_station.api.testing import make_pair
from qeu_station.errors import PluginError
from qeu_station.pluginhost import Catalog, HostOptions, InspectorUse, learn


def test_parameters_are_learned_from_the_good_cells(
    good: InspectorUse, options: HostOptions
) -> None:
    pair = make_pair(regions=1)
    peaks = {
        cell.address: int(pair.difference[pair.cell_map == number].max())
        for number, cell in enumerate(pair.cells, start=1)
    }
    sound, spoiled = frozenset({"D8", "D9"}), frozenset(pair.regions[0].cells)
    assert max(peaks[address] for address in sound) < pair.regions[0].peak
    for cells in (sound, sound | spoiled):
        level = max(peaks[address] for address in cells) + 1.0
        lesson = [(pair, cells), (pair, frozenset[str]())]
        assert learn(good, lesson, options) == {"level": level}


def test_too_little_is_said_in_the_plugins_words(good: InspectorUse, options: HostOptions) -> None:
    with pytest.raises(PluginError, match='"good" could not learn: no good') as caught:
        learn(good, [], options)
    assert not str(caught.value).endswith("..")


def test_an_inspector_without_a_learner_is_refused(catalog: Catalog, options: HostOptions) -> None:
    with pytest.raises(PluginError, match="nothing to learn"):
        learn(InspectorUse(catalog.inspector("twins")), [], options)
