"""What a model takes and gives: ``[preprocessing]`` of its bundle's ``model.toml``."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from qeu_onnx.pieces import DEPTH as PIECES
from qeu_station.toolkit.bundle import ModelBundle

METHOD: Literal["onnx"] = "onnx"

Plane = Literal["reference", "test", "difference", "absolute", "pieces"]
Layout = Literal["nchw", "nhwc", "nhw", "flat", "flat-chw"]
Side = Annotated[int, Field(ge=1, le=4096)]


class Preprocessing(BaseModel):
    """How pictures become the model's input, and its output probabilities.

    Attributes:
        method: Always ``onnx``.
        input: Name of the input; empty for the only one.
        inputs: Names of the inputs where every picture of ``planes`` has one of its own, in the
            order of ``planes``; ``input`` is empty then.
        output: Name of the output with one score per label; empty for the only one.
        layout: ``nchw``, ``nhwc``, ``nhw`` without channels, or one row of numbers: ``flat`` in the
            order row, column, channel, ``flat-chw`` channel by channel.
        batched: Whether the first axis counts items; without it one is given at a time.
        size: Width and height in pixels that pictures are scaled to.
        planes: Pictures whose channels follow one another; ``difference``, the station's own that
            forgives local shifts, has one channel; ``absolute``, that of every pixel, has those of
            the colour; ``pieces`` has eight (see ``pieces.pieces``).
        colour: ``grey`` takes one channel of each picture, ``rgb`` and ``bgr`` three in this order.
        element: Kind of number the input takes.
        range: Pixels 0..255 are mapped linearly to this range.
        mean: Subtracted afterwards: one value, or one per channel.
        std: Divides afterwards: one value, or one per channel.
        scores: Whether the output holds ``probabilities``, or ``logits`` that still need a softmax
            (a sigmoid, if there is one score for two labels: that of the second), or
            ``independent`` ones that sum to anything, one sigmoid per label.
        fit: ``stretch`` scales to the size whatever the shape; ``pad`` keeps the shape and fills
            with the border's pixels.
        least_side: Side of the smallest window around a region, in pixels of the reference.
        margin: Pixels of surroundings around a region larger than that, and around a cell.
        square: Whether windows are square, so that nothing is distorted.
        realign: Whether the reference is laid onto the test image once more in every window.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    method: Literal["onnx"] = METHOD
    input: str = ""
    inputs: tuple[str, ...] = ()
    output: str = ""
    layout: Layout = "nchw"
    batched: bool = True
    size: tuple[Side, Side]
    planes: Annotated[tuple[Plane, ...], Field(min_length=1)] = ("test",)
    colour: Literal["grey", "rgb", "bgr"] = "rgb"
    element: Literal["float32", "float16", "float64", "uint8"] = "float32"
    range: tuple[float, float] = (0.0, 1.0)
    mean: tuple[float, ...] = (0.0,)
    std: tuple[Annotated[float, Field(gt=0)], ...] = (1.0,)
    scores: Literal["probabilities", "logits", "independent"] = "logits"
    fit: Literal["stretch", "pad"] = "stretch"
    least_side: Annotated[int, Field(ge=1, le=4096)] = 64
    margin: Annotated[int, Field(ge=0, le=1024)] = 10
    square: bool = True
    realign: bool = True

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for name in ("mean", "std"):
            given = len(getattr(self, name))
            if given not in (1, self.channels):
                raise ValueError(
                    f"{name} has {given} values; give one, or one per channel ({self.channels})"
                )
        if self.range[0] == self.range[1]:
            raise ValueError(f"range {list(self.range)} is empty; pixels are mapped to it")
        if self.element == "uint8" and (self.range, self.mean, self.std) != (
            (0.0, 255.0),
            (0.0,) * len(self.mean),
            (1.0,) * len(self.std),
        ):
            raise ValueError(
                "an input of uint8 takes pixels as they are: range = [0, 255], mean = [0], "
                "std = [1]"
            )
        if self.layout == "nhw" and max(self.parts) != 1:
            raise ValueError(f"layout nhw has one channel, these settings make {self.channels}")
        if self.inputs and (self.input or len(set(self.inputs)) != len(self.planes)):
            raise ValueError(
                f"inputs {list(self.inputs)}: name one for each of planes {list(self.planes)}, and "
                "leave input out"
            )
        if len(set(self.planes)) != len(self.planes):
            raise ValueError(f"planes {list(self.planes)} name a picture twice")
        return self

    @property
    def depths(self) -> tuple[int, ...]:
        """Channels of every picture."""
        depth = 1 if self.colour == "grey" else 3
        own = {"difference": 1, "pieces": PIECES}
        return tuple(own.get(plane, depth) for plane in self.planes)

    @property
    def channels(self) -> int:
        """Channels of all pictures."""
        return sum(self.depths)

    @property
    def parts(self) -> tuple[int, ...]:
        """Channels of every input."""
        return self.depths if self.inputs else (self.channels,)

    @classmethod
    def of(cls, bundle: ModelBundle) -> Preprocessing:
        """Return what the bundle says.

        Raises:
            ValueError: It is no bundle of these inspectors, or a setting is wrong.
        """
        given: dict[str, Any] = dict(bundle.about.preprocessing)
        if given.get("method") != METHOD:
            raise ValueError(
                f"model bundle {bundle.folder} was not made for the onnx inspectors (its "
                f"preprocessing names {', '.join(sorted(given)) or 'nothing'}); make one with: "
                "qeu-station model import FILE"
            )
        return checked(given, f"[preprocessing] of model bundle {bundle.folder}")


def checked(given: dict[str, Any], where: str) -> Preprocessing:
    """Return settings that were checked.

    Raises:
        ValueError: A setting is missing, unknown or wrong; all are named.
    """
    try:
        return Preprocessing.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}"
            for each in error.errors(include_url=False)
        )
        raise ValueError(f"{where}: {wrong}") from None
