"""Times as people at the station say them, and as filters have them: UTC in ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime

FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")


def utc_of(local: str) -> str | None:
    """Return a local date or time, such as ``2026-01-31 13:30``, as a filter has it.

    Returns:
        UTC such as ``2026-01-31T04:30:00``, empty for an empty text, None for what is no time.
    """
    text = " ".join(local.replace("T", " ").replace("/", "-").split())
    if not text:
        return ""
    for form in FORMATS:
        try:
            at = datetime.strptime(text, form).astimezone()
        except (ValueError, OverflowError, OSError):
            continue
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return None


def local_of(utc: str) -> str:
    """Return a time of a filter as this machine's clock says it; what is no time as it stands."""
    try:
        at = datetime.fromisoformat(utc)
        at = (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone()
    except (ValueError, OverflowError, OSError):
        return utc
    whole_day = (at.hour, at.minute, at.second) == (0, 0, 0)
    return at.strftime("%Y-%m-%d" if whole_day else "%Y-%m-%d %H:%M")
