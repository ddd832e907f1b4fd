"""``qeu-station`` and ``qeu-station window``: open the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from qeu_station.errors import InputError


def window(
    context: typer.Context,
    source: Annotated[
        Path | None, typer.Argument(help="Folder or CSV of pairs to open first.")
    ] = None,
    recipe: Annotated[
        str, typer.Option(help="Recipe to use; otherwise the one used last.", show_default=False)
    ] = "",
) -> None:
    """Open the window."""
    if not has_display():
        raise InputError(
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Use the commands inspect and batch here, or log in with a desktop."
        )
    if source is not None and not source.exists():
        raise InputError(f"{source} does not exist; give a folder or a CSV of pairs.")
    raise typer.Exit(
        open_window(context.obj, recipe, None if source is None else source.absolute())
    )


def open_or_explain(context: typer.Context) -> None:
    """Open the window where there is a display; elsewhere say what else there is."""
    if has_display():
        raise typer.Exit(open_window(context.obj))
    typer.echo(context.get_help())
    typer.echo("\nThere is no display here; with one, the bare command opens the window.", err=True)
    raise typer.Exit(3)


def open_window(home: Path | None, recipe: str = "", source: Path | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    Raises:
        InputError: The system lacks what a window needs.
    """
    from qeu_station.gui.garbage import rest

    rest()
    try:
        from qeu_station.gui.imports import plain_imports

        plain_imports()
        from qeu_station.gui.app import run_window
    except ImportError as error:
        raise InputError(
            f"The window cannot be opened: {error}. On Debian and Ubuntu it needs: apt install "
            "libgl1 libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 "
            "libxcb-shape0 libfontconfig1 libdbus-1-3"
        ) from error
    return run_window(home, recipe, source)


def has_display() -> bool:
    """Whether a window can be shown to somebody on this machine."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
