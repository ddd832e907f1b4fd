"""What the bundle of a fine-tuned model says under ``[preprocessing]`` of its ``model.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qeu_station.toolkit import question
from qeu_station.toolkit.bundle import BundleError, ModelBundle
from qeu_vlm.parameters import Way

METHOD: Literal["vlm"] = "vlm"


class Description(BaseModel):
    """How a model was trained, and is therefore to be used.

    Attributes:
        method: Always ``vlm``.
        base: Base model of an adapter: a folder (absolute, or relative to the bundle), the name of
            a shipped model, or a name on the hub; empty where the bundle holds a whole model.
        revision: Commit of the base on the hub, empty for a folder.
        base_files: SHA-256 in hexadecimal of every file of the base that decides, by name.
        show: How pairs were shown.
        longest_side: Longest side of the pictures, in pixels.
        crops: Suspicious cells shown in addition.
        crop_side: Longest side of their pictures, in pixels.
        instruct: Whether the question said the form of the answer and the names.
        question: Version of the question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    method: Literal["vlm"] = METHOD
    base: str = ""
    revision: str = ""
    base_files: Mapping[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]] = {}
    show: Way = "composite"
    longest_side: Annotated[int, Field(ge=32, le=4096)] = 1536
    crops: Annotated[int, Field(ge=0, le=8)] = 0
    crop_side: Annotated[int, Field(ge=32, le=2048)] = 384
    instruct: bool = False
    question: int = question.VERSION

    @classmethod
    def of(cls, bundle: ModelBundle) -> Description:
        """Return what a bundle says.

        Raises:
            BundleError: It is no bundle of this inspector, a setting is wrong, or it was taught
                another question than this station asks.
        """
        given = dict(bundle.about.preprocessing)
        if given.get("method") != METHOD:
            raise BundleError(
                f"model bundle {bundle.folder} was not made for the inspector vlm (its "
                f"preprocessing names {', '.join(sorted(given)) or 'nothing'}); make one with: "
                "qeu-station train vlm --recipe NAME"
            )
        try:
            found = cls.model_validate(given)
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}"
                for each in error.errors(include_url=False)
            )
            raise BundleError(f"[preprocessing] of model bundle {bundle.folder}: {wrong}") from None
        if found.question != question.VERSION:
            raise BundleError(
                f"model bundle {bundle.folder} was taught question {found.question}, this station "
                f"asks question {question.VERSION}; train it again"
            )
        return found
