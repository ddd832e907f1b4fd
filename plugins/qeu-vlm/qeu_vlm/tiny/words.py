"""The tokenizer of the tiny model: a cell is one token, a usual defect's name another one."""

from __future__ import annotations

from collections.abc import Iterator

from tokenizers import AddedToken, Regex, Tokenizer, decoders, pre_tokenizers, trainers
from tokenizers.models import BPE
from transformers import PreTrainedTokenizerFast

from qeu_station.toolkit.question import NAMING, PASS, QUESTION
from qeu_vlm.places import ADDRESSES
from qeu_vlm.tiny.defects import NAMES

PAD, START, STOP, IMAGE, END, USER, ASSISTANT = (
    "<pad>", "<s>", "</s>", "<image>", "<end>", "<user>", "<assistant>",
)  # fmt: skip
SPECIAL = (PAD, START, STOP, IMAGE, END, USER, ASSISTANT)

TEMPLATE = (
    START + "{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}" + ASSISTANT + "{% else %}" + USER + "{% endif %}"
    "{% if message['content'] is string %} {{ message['content'] }}"
    "{% else %}{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}" + IMAGE + "{% else %} {{ part['text'] }}{% endif %}"
    "{% endfor %}{% endif %}" + END + "{% endfor %}"
    "{% if add_generation_prompt %}" + ASSISTANT + "{% endif %}"
)  # fmt: skip

_WORDS = """
absent bad bent bleeding blister blob bridge broken bubble bump burn burr burst chip clogged cold
colour contaminated copper corner corroded cover crack crooked crushed cut damaged dark defect
dent dirt discoloured double dry dull dust edge empty error excess fibre film flaw foreign gap
glue gouge grease hair hole ink inverted joint label lead leak lifted line liquid loose lost mark
melted mismatch misprint missing mixed mouse bite nick none oil open overlap oxide paint part
peeled pin pinhole pit place print residue ring rough rubbed rust scar scratch scuff seal short
side skewed sleeve smear solder spatter splash split spot spur spurious stain stuck surface
swapped swollen tape tear thin thick tilted tip tombstone torn turned twisted type uneven unknown
warped water weak wear weld wet wire worn wrinkle wrong
"""

WORDS = tuple(_WORDS.split())
"""Words that names of defects are made of."""

_SIZE = 1024

_PIECES = r" ?[UCD][1-9]:| ?[^\s;:_<>]+|[\s;:_<>]"
"""An address with its colon, a word with the blank before it, or a single mark."""


def make_tokenizer() -> PreTrainedTokenizerFast:
    """Return the tokenizer; it can spell every text, by bytes where it knows no word.

    The sentences of the question are one token each: they are always the same, and a prompt of a
    hundred words would cost more than looking at the pictures.
    """
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        _corpus(),
        trainers.BpeTrainer(
            vocab_size=_SIZE,
            min_frequency=4,
            special_tokens=list(SPECIAL),
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
            show_progress=False,
        ),
    )
    tokenizer.add_tokens([AddedToken(part, normalized=False) for part in _sentences()])
    made: PreTrainedTokenizerFast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        pad_token=PAD,
        bos_token=START,
        eos_token=STOP,
        additional_special_tokens=[IMAGE, END, USER, ASSISTANT],
        chat_template=TEMPLATE,
        clean_up_tokenization_spaces=False,
    )
    return made


def _corpus() -> Iterator[str]:
    for _ in range(40):
        yield from (f" {address}{NAMING.strip()}" for address in ADDRESSES)
        yield from (f" {name}" for name in (PASS, *NAMES.values()))
    for _ in range(8):
        yield from (f" {word}" for word in WORDS)
        yield from (f"_{word}" for word in WORDS)
    for _ in range(4):
        yield from (f" {n}" for n in range(1, 10))
        yield "".join(chr(65 + n) + chr(97 + n) for n in range(26))
        yield " across and down to"


def _sentences() -> Iterator[str]:
    """Yield the constant parts of the question, longest first so that none hides in another."""
    parts = set[str]()
    for text in QUESTION.replace("{rows}", "{columns}").split("{columns}"):
        parts |= {f" {sentence.strip()}" for sentence in text.replace(". ", ".\n").split("\n")}
    yield from sorted((part for part in parts if len(part) > 6), key=len, reverse=True)
