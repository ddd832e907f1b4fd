"""No data file can run code: nothing in the project unpickles or evaluates what it reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

UNSAFE_MODULES = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
}
UNSAFE_CALLS = {
    "eval",
    "exec",
    "compile",
    "os.system",
    "os.popen",
    "torch.load",
    "yaml.load",
    "yaml.unsafe_load",
    "numpy.fromregex",
    "pandas.read_pickle",
}
MAY_PICKLE = {"np.load", "numpy.load", "np.save", "numpy.save"}


def unsafe(tree: ast.Module) -> Iterator[str]:
    """Say each place of a file where data could become code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = []
        for name in names:
            if name.split(".")[0] in UNSAFE_MODULES:
                yield f"line {node.lineno}: imports {name}"
        if isinstance(node, ast.Call):
            yield from _unsafe_call(node)


def _unsafe_call(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func)
    options = {word.arg: ast.unparse(word.value) for word in node.keywords}
    if name in UNSAFE_CALLS:
        yield f"line {node.lineno}: calls {name}"
    if name in MAY_PICKLE and options.get("allow_pickle") != "False":
        yield f"line {node.lineno}: calls {name} without allow_pickle=False"
    if options.get("shell", "False") != "False":
        yield f"line {node.lineno}: runs {name} through a shell"
    owner, _, method = name.rpartition(".")
    if method in ("send", "recv") and "conn" in owner.lower():
        yield f"line {node.lineno}: {name} pickles; use send_bytes and recv_bytes"


def test_nothing_in_the_project_unpickles_or_evaluates(project):
    wrong = [
        f"{path.relative_to(project.root)} {found}"
        for path in project.sources("qeu_station", "plugins", "installer", "benchmarks")
        for found in unsafe(project.tree(path))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "import joblib.numpy_pickle",
        "eval(text)",
        "torch.load(path)",
        "yaml.load(text)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
        "subprocess.run(text, shell=True)",
        "self._connection.recv()",
    ],
)
def test_the_scan_sees(source):
    assert list(unsafe(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["np.load(path, allow_pickle=False)", "re.compile(text)", "connection.recv_bytes()"]
)
def test_the_scan_lets_pass(source):
    assert not list(unsafe(ast.parse(source)))
