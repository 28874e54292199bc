"""Controls that the pages share: the switch of languages, options known by their labels, words that are no Markdown."""

import re
from collections.abc import Callable
from datetime import date

import streamlit as st

from furat.errors import FilterError
from furat.ui import viewstate
from furat.ui.texts import LANGUAGES, Texts
from geo.layers import DIRECTION_CONTROLS

FIRST_DAY = date(2011, 1, 1)
"""The first day that boxes for dates offer."""

COUNT = " – "
"""Stands between the label of an option and its count."""

_LABELS = "labels"


def language_switch(t: Texts) -> None:
    """Draw the switch of languages."""
    st.session_state["w_language"] = t.language
    st.segmented_control(
        t("language.label"),
        LANGUAGES,
        format_func=lambda code: t(f"language.{code}"),
        key="w_language",
        required=True,
        label_visibility="collapsed",
        on_change=_take_language,
    )


def _take_language() -> None:
    viewstate.change(language=st.session_state["w_language"])


def labelled(name: str, write: Callable[[str], str]) -> Callable[[str], str]:
    """Write labels on one line and remember which value each stands for.

    The browser answers in labels, now and then in those before.
    """
    known: dict[str, str] = st.session_state.setdefault(_LABELS, {}).setdefault(name, {})

    def label(value: str) -> str:
        words = one_line(write(value))
        known[words] = value
        return words

    return label


def is_labelled(name: str) -> bool:
    """Whether the options of a box were written by ``labelled``."""
    return name in st.session_state.get(_LABELS, {})


def value_of(name: str, answer: str) -> str | None:
    """Return the value that an answer of a box stands for, be it the value itself or a label, with its count or not."""
    known: dict[str, str] = st.session_state[_LABELS][name]
    if answer in known.values():
        return answer
    return known.get(answer) or known.get(answer.rsplit(COUNT, 1)[0])


def filter_fault(error: FilterError | None, t: Texts) -> None:
    """Say what of a link, or of a change, could not be had; nothing where there is nothing to say."""
    with st.container():  # there or not: what stands below keeps its place, and the map what it looks at
        if error is not None:
            st.warning(f"{t('error.filter')} {plain(fault_words(error, t))}")


def fault_words(error: FilterError, t: Texts) -> str:
    """Return what is wrong with a filter in the language of the page; in the words of the error where it has none."""
    key = f"filter.fault.{error.key}"
    return t(key, **error.values) if t.has(key) else str(error)


def counted(words: str, number: int, t: Texts) -> str:
    """Return words with a count behind them, where the language of the page has its end, whatever theirs is."""
    mark = "\u200f" if t.right_to_left else "\u200e"
    return f"{words}{mark}{COUNT}{t.number(number)}"


_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:"})


_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"


def plain(words: str) -> str:
    """Return words so that a label shows them as they are: labels are Markdown, and filters may hold anything.

    Streamlit makes links of addresses that stand in a text, escaped or not: an unseen joiner keeps them from being any.
    """
    return _ADDRESS.sub(_JOINER, one_line(words)).translate(_MARKDOWN)


def one_line(words: str) -> str:
    """Return words on one line, without what turns its direction: for options, which are no Markdown."""
    return " ".join("".join(char for char in words if char not in DIRECTION_CONTROLS).split())
