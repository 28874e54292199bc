"""Addresses that strangers wrote: which of them a page may offer as a link, and where it leads."""

import re
from urllib.parse import urlsplit

_ORDINARY = re.compile(r"https?://[^\s/?#@\\<>\"'`{}|^]+(?:[/?#][^\s\\<>\"'`{}|^]*)?", re.IGNORECASE)


def linked_host(address: str | None) -> str | None:
    """Return the host that an address leads to; None where it must not become a link.

    Only plain web addresses may: no other scheme, no user in front of the host, nothing that browsers and we could
    read in two ways. Letters beyond ASCII in the host are written as the network reads them (``xn--``), so that a
    look-alike shows itself.
    """
    if not address or not address.isprintable() or not _ORDINARY.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
        return parts.hostname.encode("idna").decode("ascii") if parts.hostname else None
    except ValueError:  # a port that is no number, a host that cannot be
        return None
