"""The command line: parse, call a service, print. No decision is made here."""

from __future__ import annotations


def main(arguments: list[str] | None = None) -> None:
    """Run ``qeu-station``; ends the process with the exit code of the command.

    0 PASS or done, 1 FAIL, 2 REVIEW, 3 usage or input error, 4 internal error, 130 interrupted,
    141 nobody reads the output any more.
    """
    from qeu_station.cli.running import run

    raise SystemExit(run(arguments))
