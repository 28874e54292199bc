"""What is said where nothing passes the filter, and of what the dates hide."""

import streamlit as st

from furat.analysis.ways_out import ways_out
from furat.store.passing import Passing, hidden_undated
from furat.ui import cards, viewstate
from furat.ui.controls import counted, plain
from furat.ui.exploring.chips import active_filters, take_off
from furat.ui.names import Names
from furat.ui.state import View
from furat.ui.texts import Texts


def without_date(found: Passing, t: Texts) -> None:
    """Say how many incidents only the dates leave out, because they have none."""
    hidden = hidden_undated(found)
    if hidden:
        words = cards.text(t("list.undated", n=hidden))
        st.html(cards.tag("div", words, class_="f-small", dir=t.direction, role="note"))


def nothing(found: Passing, view: View, names: Names) -> None:
    """Say that nothing passes, and offer each part of the filter that alone, taken off, would show something."""
    t, ways = names.texts, ways_out(found)
    st.info(f"**{t('empty.title')}** {t('empty.one') if ways else t('empty.none')}")
    for part, number in ways.items():
        name = part_words(part, view, names)
        st.button(
            counted(plain(t("empty.without", name=name)), number, t),
            key=f"without-{part}",
            on_click=take_off,
            args=(part,),
            width="stretch",
        )
    st.button(t("filter.reset"), key="empty-reset", on_click=viewstate.reset, width="stretch")


def part_words(part: str, view: View, names: Names) -> str:
    """Return what a part of the filter asks for in words, all of its values."""
    t = names.texts
    values = [label for name, _, label in active_filters(view, t, names, None) if name == part]
    return ("، " if t.right_to_left else ", ").join(values) or part
