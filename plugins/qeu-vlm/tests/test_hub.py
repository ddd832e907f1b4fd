"""A model on the hub: fetched where a recipe says so, from a hub that is played here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from huggingface_hub import constants, is_offline_mode
from qeu_vlm.choosing import choose
from qeu_vlm.parameters import Parameters
from qeu_vlm.programs import check_pinned

COMMIT = "a" * 40
FILES = {"config.json": b"{}", "made.py": b"kept = 1", "weights.bin": b"pickled"}


class Hub(BaseHTTPRequestHandler):
    """Answers as the hub does for one model."""

    def do_HEAD(self) -> None:
        """Say what a file is."""
        self._answer(b"", FILES.get(self.path.rpartition("/")[2], b""))

    def do_GET(self) -> None:
        """Give a file, or the list of all."""
        if "/tree/" in self.path:
            listed = [
                {"type": "file", "path": name, "size": len(data), "oid": name}
                for name, data in FILES.items()
            ]
            data = json.dumps(listed).encode()
        else:
            data = FILES.get(self.path.rpartition("/")[2], b"{}")
        self._answer(data, data)

    def _answer(self, body: bytes, whole: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(whole)))
        self.send_header("ETag", f'"{len(whole)}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        files = address + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "ENDPOINT", address)
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", files)
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        yield address
        server.shutdown()
        thread.join()


def test_a_pinned_model_is_fetched_without_its_pickles_and_found_again_offline(hub: str) -> None:
    named = Parameters(model="org/name", hub=True, revision=COMMIT)
    fetched = choose(named, None).load.model
    assert {each.name for each in fetched.iterdir()} == {"config.json", "made.py"}
    check_pinned(fetched, COMMIT)  # a commit says which programs there are
    assert is_offline_mode()
    alone = named.model_copy(update={"hub": False})
    assert choose(alone, None).load.model == fetched
