"""What is left open is chosen by the model; what is given stays."""

from __future__ import annotations

from qeu_vlm.training.parameters import TrainingParameters
from qeu_vlm.training.suited import suited


def test_a_small_model_and_a_large_one_learn_in_their_own_ways() -> None:
    small, large = (suited(TrainingParameters(), own, 60) for own in (True, False))
    assert small.rank < large.rank and small.rate > large.rate
    assert (small.alpha, large.alpha) == (2 * small.rank, 2 * large.rank)
    assert small.pass_size > 60 and large.pass_size == 0
    assert (small.choices, large.choices) == (True, False)


def test_a_pass_of_a_small_model_shows_every_example() -> None:
    assert suited(TrainingParameters(), True, 4000).pass_size == 4000


def test_what_is_given_stays() -> None:
    given = TrainingParameters(rank=4, alpha=2.5, rate=0.01, pass_size=0, choices=False)
    for own in (True, False):
        chosen = suited(given, own, 60)
        assert (chosen.rank, chosen.alpha, chosen.rate) == (4, 2.5, 0.01)
        assert (chosen.pass_size, chosen.choices) == (0, False)
