"""What the reader reads, refuses and says; the files are real, made by other programs' encoders."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import struct
import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageOps

from qeu_station.errors import ImageError, StorageError
from qeu_station.imaging.io import decode_image, encode_image, read_image, write_image

LOSSLESS = {
    np.uint8: ((".png", 4), (".tif", 4), (".tiff", 4), (".bmp", 3)),
    np.uint16: ((".png", 4), (".tif", 4)),
}


def picture(rows: int = 37, columns: int = 53) -> np.ndarray:
    field = np.random.default_rng(0).integers(0, 256, (rows, columns, 3), dtype=np.uint8)
    return cv2.normalize(cv2.GaussianBlur(field, (0, 0), 2), None, 0, 255, cv2.NORM_MINMAX)


def by_pillow(made: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer, kind, **options)
    return buffer.getvalue()


@st.composite
def pictures(draw: st.DrawFn) -> tuple[np.ndarray, str]:
    dtype = draw(st.sampled_from([np.uint8, np.uint16]))
    extension, most = draw(st.sampled_from(LOSSLESS[dtype]))
    channels = draw(st.sampled_from([n for n in (1, 3, 4) if n <= most]))
    size = draw(st.tuples(st.integers(1, 20), st.integers(1, 20)))
    shape = size if channels == 1 else (*size, channels)
    return draw(arrays(dtype, shape)), extension


@settings(deadline=None)
@given(pictures())
def test_what_is_written_is_read_again(drawn: tuple[np.ndarray, str]) -> None:
    pixels, extension = drawn
    again = decode_image(encode_image(pixels, extension), "x")
    assert again.dtype == pixels.dtype
    np.testing.assert_array_equal(again, pixels)


def test_lossless_webp_keeps_every_value() -> None:
    assert (decode_image(encode_image(picture(), ".webp", 100), "x") == picture()).all()


@pytest.mark.parametrize("extension", [".jpg", ".webp"])
@pytest.mark.parametrize("shape", ["colour", "grey"])
def test_lossy_formats_come_near(extension: str, shape: str) -> None:
    pixels = picture() if shape == "colour" else picture()[:, :, 0].copy()
    again = decode_image(encode_image(pixels, extension, 95), "x")
    if extension == ".webp" and shape == "grey":  # WebP knows no grey
        again = again[:, :, 0]
    assert again.shape == pixels.shape
    assert np.abs(again.astype(int) - pixels).mean() < 6


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "packbits", "tiff_adobe_deflate"])
def test_tiffs_of_every_compression(compression: str | None) -> None:
    data = by_pillow(Image.fromarray(picture()), "TIFF", compression=compression)
    np.testing.assert_array_equal(decode_image(data, "x"), picture()[:, :, ::-1])


@pytest.mark.parametrize("mode", ["P", "LA", "1", "L"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_palette_alpha_and_bilevel_become_grey_or_colour(mode: str, kind: str) -> None:
    made = Image.fromarray(picture()).convert(mode)
    pixels = decode_image(by_pillow(made, kind), "x")
    target = {"P": "RGB", "LA": "RGBA"}.get(mode, "L")
    expected = np.asarray(made.convert(target))
    if expected.ndim == 3:
        expected = expected[:, :, [2, 1, 0, 3][: expected.shape[2]]]
    np.testing.assert_array_equal(pixels, expected)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_orientation_is_applied(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    blocks = np.random.default_rng(1).integers(0, 256, (2, 3, 3), dtype=np.uint8)
    made = Image.fromarray(blocks.repeat(16, 0).repeat(16, 1))
    lossless = {"WEBP": {"lossless": True}, "JPEG": {"quality": 100, "subsampling": 0}}
    data = by_pillow(made, kind, exif=exif, **lossless.get(kind, {}))
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"))
    pixels = decode_image(data, "x")
    assert pixels.shape == expected.shape
    assert np.abs(pixels.astype(int) - expected[:, :, ::-1]).max() <= 6


def test_a_broken_exif_block_does_not_refuse_a_sound_picture() -> None:
    data = by_pillow(Image.fromarray(picture()), "JPEG")
    block = b"Exif\0\0II*\0\xff\xff\xff\xff"
    changed = data[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + data[2:]
    assert decode_image(changed, "x").shape == picture().shape


def test_padding_in_a_plain_bmp_is_no_transparency() -> None:
    header = b"BM" + struct.pack("<IHHI", 54 + 16, 0, 0, 54)
    header += struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, 32, 0, 16, 0, 0, 0, 0)
    pixels = decode_image(header + bytes([10, 20, 30, 0] * 4), "x")
    assert pixels.shape == (2, 2, 3)
    assert (pixels == [10, 20, 30]).all()


@pytest.mark.parametrize("name", ["表面検査.png", "Prüfling ñ.jpg", "кубик.tif"])
def test_names_in_any_script(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "写真"
    folder.mkdir()
    write_image(folder / name, picture())
    loaded = read_image(folder / name)
    assert loaded.path == folder / name
    assert loaded.pixels.shape == picture().shape
    assert loaded.sha256 == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def test_the_content_counts_not_the_extension(tmp_path: Path) -> None:
    path = tmp_path / "named.png"
    path.write_bytes(encode_image(picture(), ".jpg"))
    assert read_image(path).format == "jpeg"


def test_missing_folder_and_empty_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r'nothing\.png" does not exist'):
        read_image(tmp_path / "nothing.png")
    with pytest.raises(ImageError, match="is a folder"):
        read_image(tmp_path)
    (tmp_path / "empty.png").touch()
    with pytest.raises(ImageError, match=r"empty\.png.*0 bytes"):
        read_image(tmp_path / "empty.png")


def test_a_path_that_no_system_knows() -> None:
    with pytest.raises(ImageError, match="null"):
        read_image(Path("a\0b.png"))


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="the superuser, and Windows, read what others may not",
)
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.png"
    write_image(path, picture())
    path.chmod(0)
    with pytest.raises(ImageError, match=r"closed\.png.*[Pp]ermission"):
        read_image(path)


@pytest.mark.parametrize("extension", [".png", ".jpg", ".tif", ".bmp", ".webp"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_cut_file_is_an_error(extension: str, share: float) -> None:
    data = encode_image(picture(200, 300), extension, 90)
    with pytest.raises(ImageError, match=f"part{extension}"):
        decode_image(data[: int(len(data) * share)], f"part{extension}")


@pytest.mark.parametrize("extension", [".png", ".jpg", ".tif"])
@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_an_overwritten_stretch_is_an_error(extension: str, place: float) -> None:
    data = bytearray(encode_image(picture(480, 640), extension, 90))
    start = int(len(data) * place)
    data[start : start + 4096] = bytes(4096)
    with pytest.raises(ImageError, match="damaged"):
        decode_image(bytes(data), "x")


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_one_flipped_bit_of_a_deflated_tiff_is_an_error(mode: str) -> None:
    made = Image.fromarray(picture()).convert(mode)
    data = bytearray(by_pillow(made, "TIFF", compression="tiff_adobe_deflate"))
    decode_image(bytes(data), "x")
    data[1000] ^= 4
    with pytest.raises(ImageError, match="damaged"):
        decode_image(bytes(data), "x")


@pytest.mark.parametrize("order", ["<", ">"])
def test_tiffs_of_both_byte_orders_and_white_is_zero(order: str) -> None:
    values = np.array([[0, 1, 258], [65535, 40000, 7]], dtype=f"{order}u2")
    entries = [(256, 3), (257, 2), (258, 16), (259, 1), (262, 0), (273, 8), (277, 1), (279, 12)]
    start = {"<": b"II*\0", ">": b"MM\0*"}[order]
    body = b"".join(struct.pack(f"{order}HHIHH", tag, 3, 1, value, 0) for tag, value in entries)
    directory = struct.pack(f"{order}H", len(entries)) + body + bytes(4)
    data = start + struct.pack(f"{order}I", 20) + values.tobytes() + directory
    np.testing.assert_array_equal(decode_image(data, "x"), 65535 - values)


@pytest.mark.parametrize("extension", [".png", ".jpg", ".tif", ".bmp", ".webp"])
def test_a_damaged_file_writes_nothing_to_the_terminal(
    extension: str, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = encode_image(picture(200, 300), extension, 90)
    middle = len(whole) // 2
    for data in (whole[:middle], whole[:middle] + bytes(2048) + whole[middle + 2048 :]):
        with contextlib.suppress(ImageError):
            decode_image(data, "x")
    assert capfd.readouterr() == ("", "")


def test_sixteen_bit_lzw_with_a_hole_is_an_error() -> None:
    deep = picture(120, 160).astype(np.uint16) * 257
    lzw = [cv2.IMWRITE_TIFF_COMPRESSION, 5]
    data = bytearray(cv2.imencode(".tif", deep, lzw)[1].tobytes())
    assert decode_image(bytes(data), "x").dtype == np.uint16
    data[len(data) // 2 : len(data) // 2 + 100] = bytes(100)
    with pytest.raises(ImageError, match="damaged"):
        decode_image(bytes(data), "x")


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_bomb_is_refused_from_its_header() -> None:
    with pytest.raises(ImageError, match=r"60000 x 60000 .*limit of 100,000,000.*max_pixels"):
        decode_image(png_that_claims(60000, 60000), "bomb.png")


def test_the_limit_is_the_callers() -> None:
    data = encode_image(picture(10, 10), ".png")
    assert decode_image(data, "x", max_pixels=100).shape == (10, 10, 3)
    with pytest.raises(ImageError, match="more than the limit of 99"):
        decode_image(data, "x", max_pixels=99)


def test_kinds_that_are_not_read_are_named() -> None:
    made = Image.fromarray(picture())
    other = Image.fromarray(picture()[::-1].copy())
    several = {"save_all": True, "append_images": [other]}
    for data, reason in (
        (by_pillow(made.convert("CMYK"), "JPEG"), "CMYK JPEG"),
        (by_pillow(made.convert("CMYK"), "TIFF"), "CMYK TIFF"),
        (by_pillow(made.convert("F"), "TIFF"), "floating-point"),
        (by_pillow(made, "PNG", **several), "animated PNG"),
        (by_pillow(made, "WEBP", **several), "animated WebP"),
        (by_pillow(made, "TIFF", **several), "several pages"),
        (by_pillow(made, "GIF"), "GIF"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"version https://git-lfs.github.com/spec/v1\n", "LFS pointer"),
        (b"pair,cell,label\n", "not a PNG, JPEG, TIFF, BMP or WebP"),
    ):
        with pytest.raises(ImageError, match=reason):
            decode_image(data, "x")


def test_what_cannot_be_written_says_why() -> None:
    with pytest.raises(ImageError, match=r'"\.gif"; allowed are \.png'):
        encode_image(picture(), ".gif")
    with pytest.raises(ImageError, match=r"float64 and shape \(2, 2\)"):
        encode_image(np.zeros((2, 2)), ".png")
    with pytest.raises(ImageError, match="cannot hold 3 channels of uint16"):
        encode_image(picture().astype(np.uint16), ".jpg")
    with pytest.raises(ImageError, match="longest side 16383"):
        encode_image(np.zeros((1, 20000), np.uint8), ".webp")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"gone.a\.png.*cannot be written"):
        write_image(tmp_path / "gone" / "a.png", picture())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(ImageError, match="no ordinary file"):
        read_image(tmp_path / "pipe.png")


def test_a_file_too_large_to_be_a_picture_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "sparse.png"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(ImageError, match=r"209,715,200 bytes, more than the limit"):
        read_image(path, max_pixels=1_000_000)


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="the superuser, and Windows, write where others may not",
)
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match=r"[Pp]ermission"):
        write_image(tmp_path / "a.png", picture())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.png"
    write_image(path, picture())
    before = path.read_bytes()
    real_open = Path.open
    monkeypatch.setattr(Path, "open", lambda self, mode: real_open(Path("/dev/full"), "wb"))
    with pytest.raises(StorageError, match="No space left"):
        write_image(path, picture() // 2)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
