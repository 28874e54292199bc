"""Filters with few values, all of them in sight: a row of buttons, the count of each beside its name.

The counts are written by the style sheet and not into the labels: Streamlit's buttons answer in labels, and drop an
answer in which a label is no longer known. Were the counts part of them, a second click that comes while the counts
change after the first one would be lost.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from furat.store.filters import ACTOR_ROLES
from furat.ui import viewstate
from furat.ui.controls import labelled, value_of
from furat.ui.exploring import boxes
from furat.ui.texts import Texts

_SPACE = "\u2002"


def many(
    name: str, chosen: tuple[str, ...], label: str, counts: Mapping[str, int], write: Callable[[str], str], help_: str
) -> None:
    """Draw a filter of which several values may be chosen."""
    key = f"w_{name}"
    boxes.put(key, list(chosen))
    st.pills(
        label,
        list(counts),
        selection_mode="multi",
        format_func=labelled(name, write),
        key=key,
        help=help_,
        on_change=take_many,
        args=(name,),
    )


def least(name: str, chosen: float | None, label: str, counts: Mapping[Any, int], t: Texts, help_: str) -> None:
    """Draw a filter that asks for at least so much; a link may ask for a step that is not on offer."""
    steps = {f"{step:g}": step for step in (*counts, *([chosen] if chosen and chosen not in counts else []))}
    key = f"w_{name}"
    boxes.put(key, f"{chosen:g}" if chosen else None)
    st.pills(
        label,
        list(steps),
        format_func=labelled(name, lambda step: t.figures(f"{step}+")),
        key=key,
        help=help_,
        on_change=_take_least,
        args=(name, steps),
    )


def roles(role: str, t: Texts) -> None:
    """Draw the role in which the actors are looked for."""
    boxes.put("w_role", role)
    st.segmented_control(
        t("filter.role"),
        ACTOR_ROLES,
        format_func=labelled("role", lambda value: t(f"filter.role.{value}")),
        key="w_role",
        required=True,
        width="stretch",
        on_change=_take_role,
    )


def counts_style(counts: Mapping[str, Mapping[Any, int]], t: Texts) -> str:
    """Return the style sheet that writes the counts of each filter beside its values, in the order of the values."""
    rules = [
        f'.st-key-w_{name} button:nth-child({at}):not([data-testid="stTooltipIcon"] *)::after '
        f'{{ content: "{_SPACE}{t.number(number)}"; }}'
        for name, numbers in counts.items()
        for at, number in enumerate(numbers.values(), start=1)
    ]
    return f"<style>{' '.join(rules)}</style>"


def take_many(name: str) -> None:
    """Take over the values that were chosen in a box or in a row of buttons."""
    answers = (value_of(name, answer) for answer in st.session_state[f"w_{name}"])
    values = [value for value in answers if value]
    if not boxes.is_echo(f"w_{name}", values):
        viewstate.change_filter(**{name: tuple(values)})


def _take_least(name: str, steps: Mapping[str, float]) -> None:
    answer = st.session_state[f"w_{name}"]
    if boxes.is_echo(f"w_{name}", answer):
        return
    viewstate.change_filter(**{name: steps.get(value_of(name, answer) or "") if answer else None})


def _take_role() -> None:
    role = value_of("role", st.session_state["w_role"]) or ACTOR_ROLES[0]
    if not boxes.is_echo("w_role", role):
        viewstate.change_filter(actor_role=role)
