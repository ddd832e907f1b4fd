"""The inspector: a pair is shown, the model is asked, its words become an opinion."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qeu_station.api import InspectorContext, Opinion, PreparedPair
from qeu_station.toolkit import question as asking
from qeu_vlm import folders
from qeu_vlm.parameters import Parameters
from qeu_vlm.vocabulary import Vocabulary, opinion_of

if TYPE_CHECKING:
    from qeu_vlm.answering import Answer
    from qeu_vlm.showing import Shown


class VlmInspector:
    """Asks a vision-language model about every pair.

    Attributes:
        say: Called with the answer so far while it is being said, or None.
        loaded: The model.
        shows: How it is shown pairs.
    """

    def __init__(self, context: InspectorContext) -> None:
        """Args: ``context`` with the model bundle, or parameters that name a model.

        Raises:
            PluginError: The model cannot be found or used.
        """
        folders.stay_offline()
        from qeu_vlm.answering import Asker
        from qeu_vlm.choosing import choose
        from qeu_vlm.limits import Limits
        from qeu_vlm.loading import load_model

        parameters = context.parameters or Parameters()
        chosen = choose(parameters, context.model)
        self._cancelled = threading.Event()
        self.say: Callable[[str], None] | None = None
        self.loaded = load_model(chosen.load)
        self.shows = chosen.shown(self.loaded)
        self._instruct = parameters.instruct or chosen.about.instruct
        self._words = Vocabulary.of(context.classes, chosen.bundle, given=context.model is not None)
        self._asker = Asker(self.loaded, self._words.names)
        self._limits = Limits.of(parameters, context.patience_s, self._cancelled.is_set)

    @property
    def device(self) -> str:
        """Where the model really runs."""
        return self.loaded.device

    def cancel(self) -> None:
        """Give up the answer under way; called from another thread."""
        self._cancelled.set()

    def inspect(self, pair: PreparedPair) -> Opinion:
        """Return what the model says about every cell and the part.

        Raises:
            Abstention: It gave no answer that can be read, or none in time, or memory ran out.
        """
        from qeu_vlm.memory import abstaining
        from qeu_vlm.showing import show

        self._cancelled.clear()
        with abstaining():
            shown = show(pair, self.shows)
        answer = self._asker.ask(shown, self.question(shown), self._limits, self.say)
        return opinion_of(answer, self._words, shown.addresses.values(), self._evidence(answer))

    def question(self, shown: Shown) -> str:
        """Return what the model is asked about this grid."""
        asked = asking.question(shown.rows, shown.columns)
        if not self._instruct:
            return asked
        return asked + asking.form(self._words.names, next(iter(shown.addresses)))

    def _evidence(self, answer: Answer) -> Mapping[str, Any]:
        return {
            **self.loaded.facts,
            "device": self.device,
            "question": asking.VERSION,
            "shown": self.shows.way,
            "answer": answer.text,
            "p_pass": answer.weights.p_pass,
            "p_rest": answer.weights.p_rest,
            "legal": answer.weights.legal,
            "instead": dict(answer.weights.instead),
            "first_token_s": round(answer.first_token_s, 4),
            "seconds": round(answer.seconds, 4),
            "tokens": answer.tokens,
            "prompt_tokens": answer.prompt_tokens,
        }
