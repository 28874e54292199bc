"""Who is looking: refuses a page that others could reach unasked, asks for sign-in where it is set up, finds the role.

Streamlit keeps who somebody is in a signed cookie (``st.login``, ``st.user``); what they may do stands in the workspace
alone, and is looked up in each run, so that a member who is removed is out at the next one.
"""

import importlib.util
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from furat import serving
from furat.store.database import Workspace
from furat.store.members import person_of
from furat.store.people import Person, local_person
from furat.ui import cards
from furat.ui.texts import Texts

logger = logging.getLogger(__name__)

_FAILED = "sign_in_failed"
_NEEDED = ("authlib", "httpx")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the identity provider says of who signed in; ``name`` is what they call themselves."""

    email: str
    name: str
    verified: bool


def in_force() -> bool:
    """Whether nobody is let in without sign-in. Secrets that cannot be read count as secrets that ask for it."""
    return serving.sign_in_required() or _section() is not None


def admitted(t: Texts) -> bool:
    """Return whether the workspace may be opened for this visitor; else draw what stands in the way.

    It says nothing of the workspace. Who is admitted may still be no member: ``current_person`` says that.
    """
    if not in_force():
        hosts = st.get_option("server.allowedHosts") or []
        if serving.open_to_others(st.get_option("server.address"), hosts) and not serving.sign_in_waived():
            st.error(t("signin.open"))
            return False
        return True
    section = _section() or {}
    if _faults(section):
        logger.error("sign-in cannot be used: %s", "; ".join(_faults(section)))
        st.error(t("signin.setup"))
        return False
    who = identity()
    if who is None:
        _ask(section, t)
    elif not who.verified:
        _refuse(t("signin.unverified.title"), t("signin.unverified"), who, t)
    return who is not None and who.verified


def current_person(workspace: Workspace, t: Texts) -> Person | None:
    """Return who is looking, and draw their name; None after drawing why they may not.

    To be called once at the top of every page, after ``admitted`` and before anything of the workspace is read.
    """
    if not admitted(t):
        return None
    person = person_now(workspace)
    who = identity() if in_force() else None
    if person is None and who is not None:
        _refuse(t("signin.stranger.title"), t("signin.stranger"), who, t)
    elif person is not None and who is not None:
        _greet(person, who, t)
    return person


def person_now(workspace: Workspace) -> Person | None:
    """Return who acts at this moment, drawing nothing. What a click writes must ask anew: it runs before its page."""
    if not in_force():
        return local_person()
    who = identity()
    return person_of(workspace, who.email) if who is not None and who.verified else None


def identity() -> Identity | None:
    """Return who signed in, if anybody did."""
    claims: Mapping[str, Any] = st.user.to_dict()
    email = claims.get("email")
    # Streamlit's own word is a bool; one that came in a header of a request would be text.
    if claims.get("is_logged_in") is not True or not isinstance(email, str) or not email.strip():
        return None
    return Identity(email.strip(), str(claims.get("name") or ""), _verified(claims.get("email_verified")))


def _verified(claim: Any) -> bool:
    """Whether a provider stands by the address: those that verify all of them say nothing, some say it in letters."""
    return claim is None or claim is True or str(claim).strip().lower() == "true"


def _section() -> Mapping[str, Any] | None:
    """Return ``[auth]`` of the secrets; None where there is none, nothing in it where the secrets cannot be read."""
    if st.secrets.load_if_toml_exists():
        if "auth" not in st.secrets:
            return None
        section = st.secrets["auth"]
        return section if isinstance(section, Mapping) else {}
    return {} if any(Path(path).exists() for path in st.get_option("secrets.files")) else None


def _faults(section: Mapping[str, Any]) -> list[str]:
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    found = [f"{name} is not installed: pip install 'furat[team]'" for name in missing]
    return found + serving.faults(section)


def _ask(section: Mapping[str, Any], t: Texts) -> None:
    st.subheader(t("signin.title"), anchor=False)
    st.html(cards.tag("p", cards.text(t("signin.text")), dir=t.direction))
    for name in serving.providers(section):
        words = t("signin.with", name=name) if name else t("signin.in")
        st.button(words, key=f"sign-in-{name or ''}", type="primary", on_click=_sign_in, args=(name,))
    if st.session_state.pop(_FAILED, False):
        st.error(t("signin.setup"))


def _sign_in(provider: str | None) -> None:
    try:
        st.login(provider)
    except StreamlitAuthError as error:
        logger.error("sign-in cannot be used: %s", error)
        st.session_state[_FAILED] = True


def _refuse(title: str, words: str, who: Identity, t: Texts) -> None:
    st.subheader(title, anchor=False)
    st.html(cards.tag("p", cards.text(words), dir=t.direction))
    st.html(cards.tag("p", cards.tag("bdi", cards.text(who.email)), class_="f-small", dir=t.direction))
    st.button(t("signin.out"), key="sign-out", on_click=st.logout)


def _greet(person: Person, who: Identity, t: Texts) -> None:
    role = t(f"signin.role.{person.role.name.lower()}")
    words = t("signin.as", name=who.name or person.name, role=role)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="signed-in"):
        st.html(cards.tag("div", cards.text(words), class_="f-small", dir=t.direction, title=person.name))
        st.button(t("signin.out"), key="sign-out", type="tertiary", on_click=st.logout)
