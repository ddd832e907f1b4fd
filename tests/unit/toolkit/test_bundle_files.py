"""Files a bundle may hold: inside its folder, of a harmless kind, with fitting content."""

from __future__ import annotations

import json
import os
import pickle
import struct
import zipfile

import pytest

from qeu_station.errors import BundleError
from qeu_station.toolkit.bundle_files import check_content, check_files, file_in, sha256_of


@pytest.mark.parametrize(
    "name",
    ["", "../x.onnx", "a/../../x.onnx", "/etc/x.onnx", "C:/x.onnx", "a\\..\\x.onnx", "C:x.onnx"],
)
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(BundleError, match="not a file inside the bundle"):
        file_in(tmp_path, name)


@pytest.mark.parametrize("name", ["w.pkl", "w.PT", "w.pth", "w.bin", "w.ckpt", "w.joblib", "w.npz"])
def test_kinds_that_can_hold_pickles_are_refused_by_name(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(BundleError, match="pickled objects"):
        file_in(tmp_path, name)


@pytest.mark.parametrize("name", ["run.py", "lib.so", "model.dll", "model"])
def test_other_kinds_are_refused(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(BundleError, match=r"allowed kinds of file are \.onnx"):
        file_in(tmp_path, name)


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a privilege on Windows")
def test_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.json").write_text("{}")
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "a.json").symlink_to(tmp_path / "secret.json")
    with pytest.raises(BundleError, match="a link that leads out"):
        file_in(folder, "a.json")


class Trap:
    def __reduce__(self):
        return (print, ("a pickle ran",))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_under_a_harmless_name_is_refused_without_running(tmp_path, protocol, capsys):
    path = tmp_path / "model.onnx"
    path.write_bytes(pickle.dumps(Trap(), protocol))
    with pytest.raises(BundleError, match="a Python pickle"):
        check_content(path)
    assert capsys.readouterr().out == ""


def test_a_torch_archive_under_a_harmless_name_is_refused(tmp_path):
    path = tmp_path / "model.safetensors"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.pkl", b"x")
    with pytest.raises(BundleError, match="a zip archive"):
        check_content(path)


def test_a_git_lfs_pointer_is_named(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    with pytest.raises(BundleError, match="git lfs pull"):
        check_content(path)


def safetensors(header: bytes, data: bytes = b"") -> bytes:
    return struct.pack("<Q", len(header)) + header + data


def test_safetensors_are_taken(tmp_path):
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(safetensors(header, b"\0" * 4))
    check_content(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x01", "no safetensors"),
        (safetensors(b"[]"), "no safetensors"),
        (struct.pack("<Q", 2**63) + b"{}", "no safetensors"),
    ],
)
def test_what_is_no_safetensors_file_is_refused(tmp_path, content, said):
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(BundleError, match=said):
        check_content(path)


@pytest.mark.parametrize("name", ["extra.onnx", "deep/weights.safetensors", "old.pt"])
def test_weights_nobody_listed_are_refused(tmp_path, name):
    (tmp_path / "model.onnx").write_bytes(b"\x08\x07")
    (tmp_path / "README.md").touch()
    hashes = {"model.onnx": sha256_of(tmp_path / "model.onnx").upper()}
    check_files(tmp_path, hashes)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    with pytest.raises(BundleError, match="not listed under"):
        check_files(tmp_path, hashes)
