"""How the place of a source is written for people."""

from __future__ import annotations


def without_password(address: str) -> str:
    """Return a stream's address for people: what stands before ``@`` is left out."""
    scheme, separator, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}" if separator else address
