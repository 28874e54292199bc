"""What somebody has typed and not yet saved, incident by incident: it outlives a look at another incident.

A draft remembers the version of the incident at which typing began: what somebody else wrote since then is noticed when
the draft is saved, not overwritten.
"""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from furat.analysis.reviewing import changed

_DRAFTS = "review_drafts"


@dataclass(slots=True)
class Draft:
    """Values typed by field, the point clicked on the map, the reason; and the version that was looked at."""

    seen: int
    typed: dict[str, Any] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    why: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be saved."""
        return not self.typed and self.point is None


def draft_of(incident_id: str, version: int) -> Draft:
    """Return the draft of an incident; one without anything in it follows the version that is looked at."""
    drafts: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    draft = drafts.setdefault(incident_id, Draft(version))
    if draft.is_empty:
        draft.seen = version
    return draft


def held(incident_id: str) -> Draft | None:
    """Return the draft of an incident, if there is one."""
    drafts: dict[str, Draft] = st.session_state.get(_DRAFTS, {})
    return drafts.get(incident_id)


def type_in(incident_id: str, current: dict[str, Any], name: str, value: Any) -> None:
    """Take a value that was typed; one that is so already is no change."""
    draft = held(incident_id)
    if draft is not None:
        draft.typed = changed(current, {**draft.typed, name: value})


def drop(incident_id: str) -> None:
    """Forget what was typed."""
    st.session_state.get(_DRAFTS, {}).pop(incident_id, None)
