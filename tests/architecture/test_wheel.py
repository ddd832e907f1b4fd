"""The built wheel, not the checkout: it carries the package and its data, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel_names(project, tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=project.root, check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_module_and_every_resource_is_in_it(project, wheel_names):
    def inside(folder: Path, prefix: str) -> set[str]:
        return {
            prefix + path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.name[0] != "."
        }

    wanted = inside(project.package, "qeu_station/")
    wanted |= inside(project.root / "resources", "qeu_station/resources/")
    assert wanted - wheel_names == set()
    assert "qeu_station/py.typed" in wheel_names


def test_nothing_else_is_in_it(wheel_names):
    roots = {name.split("/")[0] for name in wheel_names}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"qeu_station"}
    files = [name.rsplit("/", 1)[-1] for name in wheel_names]
    tests = [name for name in files if name.startswith("test_") and name.endswith(".py")]
    assert tests + [name for name in files if name.endswith(".pyc")] == []


def test_it_brings_its_licence_and_its_command(wheel_names):
    endings = {name.partition(".dist-info/")[2] for name in wheel_names}
    assert {"entry_points.txt", "licenses/LICENSE"} <= endings
