"""Records of a plugin, and what counts as an inspector or a learner."""

from __future__ import annotations

import pytest

from qeu_station.api import API_VERSION, Inspector, InspectorContext, InspectorSpec, Learner, Scope


def test_a_short_record_gates_and_is_of_this_api():
    spec = InspectorSpec("edges", "1.0", frozenset({Scope.CELL}), "m:f")
    assert spec.role == "gating"
    assert spec.api_version == API_VERSION
    assert spec.opinions == ()


def test_a_context_without_anything_is_a_product_not_yet_trained():
    context = InspectorContext()
    assert context.classes == ("ok", "unknown")
    assert context.model is None
    assert context.threads == 1
    assert not context.parameters


class Both:
    def inspect(self, pair):
        return None

    def observe(self, pair, good_cells):
        return None

    def learned(self):
        return {}


@pytest.mark.parametrize("protocol", [Inspector, Learner])
def test_protocols_ask_for_methods_not_for_a_base(protocol):
    assert isinstance(Both(), protocol)
    assert not isinstance(object(), protocol)
