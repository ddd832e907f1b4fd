"""Running a command, and what is said when something went wrong."""

from __future__ import annotations

import io
import logging
import sys

import typer

from qeu_station.cli.app import app
from qeu_station.cli.exits import ExitCode
from qeu_station.errors import QeuError

log = logging.getLogger(__name__)


def run(arguments: list[str] | None = None) -> int:
    """Run the application and return its exit code."""
    _print_anyhow()
    try:
        code = app(arguments, standalone_mode=False)
    except typer.TyperException as error:
        return _usage(error)
    except QeuError as error:
        _say(str(error))
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except SystemExit:  # how typer ends when the reader of our output went away (``| head``)
        return ExitCode.CLOSED  # and no verdict, whatever was judged
    except Exception as error:
        return _internal(error)
    return code if isinstance(code, int) else ExitCode.PASS


def _print_anyhow() -> None:
    """Print ``?`` for what the terminal's encoding lacks: a verdict must not end as an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context is None:
        _say(message)
    elif message.startswith("Usage: "):  # a bare command: its message is its help
        _say(message, mark=False)
    else:
        _say(context.get_usage(), mark=False)
        _say(f"{message} See {context.command_path} --help.")
    return ExitCode.USAGE


def _internal(error: Exception) -> int:
    log.info("internal error", exc_info=error)
    _say(
        f"Internal error: {type(error).__name__}: {error}. What was recorded before it stays; "
        "qeu-station journal show lists it. "
        'Please report the error with the output of "qeu-station doctor" and the log it names.'
    )
    return ExitCode.INTERNAL


def _say(message: str, mark: bool = True) -> None:
    print(f"Error: {message}" if mark else message, file=sys.stderr)  # noqa: T201
