"""A model's file: whole, a model at all, and with its data inside its own folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

LARGEST_FILE = 1 << 30
"""Bytes of the largest model, its external data included; a classifier has far fewer."""


LABELS = "labels"
"""Key in a model's metadata under which labels are kept that stood in an operator."""


class ModelRefused(ValueError):  # noqa: N818 - it says what happened to the model
    """A model cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class ModelFile:
    """A model that was read whole.

    Attributes:
        name: The file's name, for messages.
        proto: The model, an ``onnx.ModelProto`` without external data.
        content: It as bytes; nothing outside them belongs to it.
    """

    name: str
    proto: Any = field(repr=False)
    content: bytes = field(repr=False)


def read_model(path: Path) -> ModelFile:
    """Read a model; data that it keeps in other files of its folder is taken into it.

    Raises:
        ModelRefused: It is no whole model, or asks for data outside its folder.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ModelRefused(
                f"{path} has {size >> 20} MiB, at most {LARGEST_FILE >> 20} are read."
            )
        content = path.read_bytes()
    except OSError as error:
        raise ModelRefused(f"{path} cannot be read: {error.strerror or error}.") from None
    _refuse_foreign(path, content)
    proto = _parsed(path, content)
    outside = [tensor for tensor in _tensors(proto.graph) if _is_external(tensor)]
    _take_in(path, outside)
    if _without_maps(proto) or outside:
        content = proto.SerializeToString()
    return ModelFile(path.name, proto, content)


def _refuse_foreign(path: Path, content: bytes) -> None:
    if not content:
        raise ModelRefused(f"{path} is empty; export or copy the model again.")
    if content.startswith(b"version https://git-lfs"):
        raise ModelRefused(
            f"{path} is a Git LFS pointer of {len(content)} bytes, not the model itself; fetch it "
            "with: git lfs pull"
        )
    if content.startswith(b"PK\x03\x04") or content[:1] == b"\x80":
        raise ModelRefused(
            f"{path} is a saved PyTorch or pickle file, which can run code when it is loaded; "
            "export it as ONNX where it was trained."
        )


def _parsed(path: Path, content: bytes) -> Any:
    import onnx

    try:
        proto = onnx.load_model_from_string(content)
    except Exception as error:  # protobuf's own, whose place depends on its version
        raise ModelRefused(
            f"{path} is no ONNX model, or was cut off or damaged on its way ({error}); copy or "
            "export it again."
        ) from None
    if not proto.graph.node or not proto.graph.output:
        raise ModelRefused(
            f"{path} computes nothing: {len(proto.graph.node)} operators, "
            f"{len(proto.graph.output)} outputs. It was cut off, or is no model; export it again."
        )
    return proto


def _without_maps(proto: Any) -> bool:
    """Let scores that become a list of maps at the very end, as scikit-learn's do, stay a table."""
    from onnx import TensorProto, helper

    outputs = {output.name: output for output in proto.graph.output}
    found = [
        node
        for node in proto.graph.node
        if node.op_type == "ZipMap" and len(node.output) == 1 and node.output[0] in outputs
    ]
    for node in found:
        labels = _keys(node)
        proto.metadata_props.add(key=LABELS, value=json.dumps(labels))
        shape = [None, len(labels)]
        table = helper.make_tensor_value_info(node.output[0], TensorProto.FLOAT, shape)
        outputs[node.output[0]].CopyFrom(table)
        node.CopyFrom(helper.make_node("Identity", [*node.input], [*node.output], node.name))
    return bool(found)


def _keys(node: Any) -> list[str]:
    keys: list[str] = []
    for attribute in node.attribute:
        keys += [each.decode("utf-8", "replace") for each in attribute.strings]
        keys += [str(number) for number in attribute.ints]
    return keys


def _tensors(graph: Any) -> Iterator[Any]:
    """Yield every tensor of a graph and of the graphs inside it."""
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t
            yield from attribute.tensors
            if attribute.HasField("g"):
                yield from _tensors(attribute.g)
            for inner in attribute.graphs:
                yield from _tensors(inner)


def _is_external(tensor: Any) -> bool:
    from onnx import TensorProto

    return bool(tensor.data_location == TensorProto.EXTERNAL)


def _take_in(path: Path, tensors: list[Any]) -> None:
    from onnx import TensorProto

    total = 0
    for tensor in tensors:
        facts = {entry.key: entry.value for entry in tensor.external_data}
        file = _beside(path, facts.get("location", ""))
        data = _piece(path, file, facts)
        total += len(data)
        if total > LARGEST_FILE:
            raise ModelRefused(f"{path} and its data are more than {LARGEST_FILE >> 20} MiB.")
        tensor.raw_data = data
        del tensor.external_data[:]
        tensor.data_location = TensorProto.DEFAULT


def _beside(path: Path, location: str) -> Path:
    """Return the file of external data, which must lie in the model's own folder."""
    given = PurePosixPath(location)
    folder = path.parent.resolve()
    found = folder / given
    wrong = not location or given.is_absolute() or ".." in given.parts
    wrong = wrong or "\\" in location or ":" in location or "\0" in location
    if wrong or not found.resolve().is_relative_to(folder):
        raise ModelRefused(
            f'{path} keeps data in "{location}", which is not a file in its own folder; nothing '
            "outside it is read. Export the model with its data beside it, or as one file."
        )
    if not found.is_file():
        raise ModelRefused(
            f'{path} keeps its weights in "{location}", which is not there; copy that file too, '
            "into the same folder."
        )
    return found


def _piece(path: Path, file: Path, facts: dict[str, str]) -> bytes:
    size = file.stat().st_size
    try:
        offset = int(facts.get("offset", 0))
        length = int(facts.get("length", size - offset))
    except ValueError:
        offset = length = -1
    if not (0 <= offset <= size and 0 <= length <= min(size - offset, LARGEST_FILE)):
        raise ModelRefused(
            f"{path} asks for {facts.get('length', 'all')} bytes at {facts.get('offset', 0)} of "
            f"{file.name}, which has {size}; the file was cut off or belongs to another model."
        )
    with file.open("rb") as stream:
        stream.seek(offset)
        return stream.read(length)
