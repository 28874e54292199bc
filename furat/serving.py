"""Where the dashboard answers, and whether people sign in to it: what its command and its pages must both know."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from furat.errors import ServingError

SIGN_IN_VARIABLE = "FURAT_SIGN_IN"
REQUIRED, WITHOUT = "required", "none"
"""Words of the variable: nobody is let in without sign-in; it may be reached from elsewhere without sign-in."""

LOOPBACK = ("127.0.0.1", "localhost")
MIN_COOKIE_SECRET = 32
"""Letters of the secret that signs who somebody is: whoever guesses it is anybody."""

_ANYWHERE = ("0.0.0.0", "::")


def is_loopback(host: str | None) -> bool:
    """Whether an address or name is this machine's own, which no other machine reaches. No address means all of them.

    Names but ``localhost`` are not asked for: what they lead to may change.
    """
    found = (host or "").strip().lower().removeprefix("[").removesuffix("]")
    if found == "localhost":
        return True
    try:
        return ip_address(found).is_loopback
    except ValueError:
        return False


def is_wildcard(address: str) -> bool:
    """Whether an address stands for all that the machine has."""
    return address.strip("[]") in _ANYWHERE


def open_to_others(address: str | None, hosts: Sequence[str]) -> bool:
    """Whether a server may be reached by others: by its address, or by a name that something passes on to it."""
    return not is_loopback(address) or not all(is_loopback(host) for host in hosts)


def sign_in_required(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment demands sign-in. A word that is not known demands it: a slip must not open the door."""
    return environment.get(SIGN_IN_VARIABLE, "").strip().lower() not in {"", WITHOUT}


def sign_in_waived(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody said in words that others may come in without sign-in."""
    return environment.get(SIGN_IN_VARIABLE, "").strip().lower() == WITHOUT


def auth_section(folders: Sequence[Path]) -> Mapping[str, Any] | None:
    """Return ``[auth]`` of ``.streamlit/secrets.toml`` in these folders, the last one that has it; None without any.

    Raises:
        ServingError: A file is there and cannot be read: whether sign-in is wanted is not known then.
    """
    found: Mapping[str, Any] | None = None
    for folder in folders:
        path = folder / ".streamlit" / "secrets.toml"
        if not path.exists():
            continue
        try:
            held = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            # The error itself is not repeated: it may hold a line of the file.
            raise ServingError(f"{path}: the file cannot be read ({type(error).__name__}). Correct it.") from error
        if "auth" in held:
            section = held["auth"]
            found = section if isinstance(section, Mapping) else {}
    return found


def providers(section: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return the identity providers of ``[auth]``; None is the one without a name."""
    named = tuple(
        name for name, value in section.items() if isinstance(value, Mapping) and value.get("server_metadata_url")
    )
    return ((None, *named)) if section.get("server_metadata_url") else named


def faults(section: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with ``[auth]``; none of the values."""
    found = []
    if not str(section.get("redirect_uri", "")).endswith("/oauth2callback"):
        found.append("redirect_uri must be the address of the dashboard with /oauth2callback")
    if len(str(section.get("cookie_secret", ""))) < MIN_COOKIE_SECRET:
        found.append(f"cookie_secret must have {MIN_COOKIE_SECRET} letters or more, made by chance")
    if not providers(section):
        found.append("there is no server_metadata_url, so no identity provider")
    for name in providers(section):
        part = section if name is None else section[name]
        found += [f"{name or 'auth'} has no {key}" for key in ("client_id", "client_secret") if not part.get(key)]
    return found


def public_name(section: Mapping[str, Any]) -> str | None:
    """Return the name by which browsers reach the dashboard, as ``redirect_uri`` has it."""
    try:
        return urlsplit(str(section.get("redirect_uri", ""))).hostname
    except ValueError:
        return None
