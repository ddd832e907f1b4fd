"""The frame around an answer: what the chat template writes before and after it, as token ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from qeu_station.api import PluginError
from qeu_station.toolkit.question import PASS

_QUESTION = "QUESTION"

TEMPLATE_S = 20.0
"""Seconds after which a template is taken for one that never ends; others take milliseconds."""

Ids = tuple[int, ...]
Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an answer stands in a conversation.

    Attributes:
        tokenizer: The model's tokenizer.
        before: Text between the question and the answer.
        lead: Blanks that belong to the answer's first word, as tokenizers with blanks in their
            words see it.
        after: Text that ends the answer and the conversation.
        ends: Ids with which a model ends its turn.
    """

    tokenizer: Any = field(repr=False)
    before: str
    lead: str
    after: str
    ends: frozenset[int]

    def answer_ids(self, text: str) -> Ids:
        """Return the ids of an answer as they follow a prompt, its end included."""
        return self.continued("", (text + self.after,))[0]

    def continued(self, said: str, texts: Sequence[str]) -> list[Ids]:
        """Return the ids with which each of the texts goes on after what was said of an answer."""
        start = self.before + self.lead + said if said else self.before
        known = self._ids([start])[0]
        lead = "" if said else self.lead
        full = self._ids([start + lead + text for text in texts])
        apart = [ids[: len(known)] != known for ids in full]
        if any(apart):  # the words on both sides of the seam are one token: keep them apart
            alone = self._ids([lead + text for text in texts])
            both = zip(alone, full, apart, strict=True)
            return [own if cut else ids[len(known) :] for own, ids, cut in both]
        return [ids[len(known) :] for ids in full]

    def _ids(self, texts: list[str]) -> list[Ids]:
        return [tuple(ids) for ids in self.tokenizer(texts, add_special_tokens=False)["input_ids"]]


def frame_of(processor: Any, ends: Sequence[int]) -> Frame:
    """Return the frame that a processor's chat template makes.

    Args:
        processor: Processor with a tokenizer and a chat template.
        ends: Ids with which the model ends its answers, as its configuration says.

    Raises:
        PluginError: There is no chat template, or it cannot be used, or does not end.
    """
    asked: list[Message] = [user([{"type": "text", "text": _QUESTION}])]
    prompt = _in_time(lambda: rendered(processor, asked))
    told = [*asked, {"role": "assistant", "content": [{"type": "text", "text": PASS}]}]
    full = _in_time(lambda: rendered(processor, told, ask=False))
    question, _, before = prompt.rpartition(_QUESTION)
    if not question and not before:
        raise PluginError("the model's chat template leaves the question out; use another template")
    stripped = before.rstrip(" ")
    lead, after = before[len(stripped) :], ""
    if full.startswith(prompt) and PASS in full[len(prompt) :]:
        blanks, _, after = full[len(prompt) :].partition(PASS)
        lead += blanks
    tokenizer = processor.tokenizer
    own = tokenizer.eos_token or ""
    if own and own not in after:
        after += own
    first = tokenizer(after, add_special_tokens=False)["input_ids"][:1]
    return Frame(tokenizer, stripped, lead, after, frozenset([*ends, *first]))


def _in_time(render: Callable[[], str]) -> str:
    """Return what a template makes; it is a program, which may never end.

    One that does not is left behind in its thread: whoever loads a model then gives up.
    """
    done: Future[str] = Future()

    def run() -> None:
        try:
            done.set_result(render())
        except Exception as error:
            done.set_exception(error)

    Thread(target=run, name="chat-template", daemon=True).start()
    try:
        return done.result(TEMPLATE_S)
    except TimeoutError:
        raise PluginError(
            f"the model's chat template asks no question within {TEMPLATE_S:g} s: it loops without "
            "end, or nearly; put the chat_template.jinja of its makers into its folder"
        ) from None


def user(content: Sequence[Mapping[str, Any]]) -> Message:
    """Return a user's turn."""
    return {"role": "user", "content": list(content)}


def rendered(processor: Any, messages: Sequence[Message], ask: bool = True) -> str:
    """Return a conversation as the text the model was trained on.

    Raises:
        PluginError: There is no chat template, or it cannot render this.
    """
    if not getattr(processor, "chat_template", None):
        raise PluginError(
            "the model's tokenizer has no chat template, so how it wants to be asked is not known; "
            "put the chat_template.jinja of its makers into its folder"
        )
    try:
        text = processor.apply_chat_template(
            list(messages), tokenize=False, add_generation_prompt=ask
        )
    except Exception as error:  # a template is a program of the model's makers
        raise PluginError(
            f"the model's chat template cannot ask about pictures ({type(error).__name__}: "
            f"{error}); put the chat_template.jinja of a model with pictures into its folder"
        ) from None
    return str(text)
