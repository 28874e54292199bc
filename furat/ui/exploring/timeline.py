"""The timeline of the explore page: bars to brush and to click, which set the dates of the filter.

A component of our own and no Altair chart: its bars are redrawn in a moment, its answer comes once and is not given
again at the next run, its ends are moved with the keyboard, and the browser need not load Vega (docs/workbench.md).
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from furat.analysis.timeline import Bar, Timeline
from furat.store.filters import Filter
from furat.ui import cards, viewstate
from furat.ui.controls import labelled, value_of
from furat.ui.exploring.chips import dates_words
from furat.ui.state import BARS, View
from furat.ui.texts import Texts

_KEY = "timeline"
_COLORS = {"incidents": "#1f5f7a", "killed": "#a8442f"}
_FEW = 40
"""Up to so many bars are named one by one where there is room."""


def _part(ending: str) -> str:
    return Path(__file__).with_suffix(ending).read_text(encoding="utf-8")


_bars = st.components.v2.component("furat_timeline", html=_part(".html"), css=_part(".css"), js=_part(".js"))


def panel(seen: Timeline, view: View, t: Texts) -> None:
    """Draw the timeline, with the switch of what its bars count and what they cannot show."""
    f = view.filter
    with st.container(key="timeline-panel", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="timeline-head"):
            st.html(cards.tag("b", cards.text(t("timeline.title"))), width="content")
            st.session_state["w_bars"] = view.bars
            st.segmented_control(
                t("timeline.count"),
                BARS,
                format_func=labelled("bars", lambda what: t(f"timeline.count.{what}")),
                key="w_bars",
                required=True,
                label_visibility="collapsed",
                on_change=_take_what,
            )
            if seen.undated:
                words = cards.text(t("timeline.undated", n=seen.undated))
                st.html(cards.tag("span", words, class_="f-small", dir=t.direction), width="content")
            if f.date_from or f.date_to:
                st.button(t("timeline.off"), key="dates-off", on_click=_take_off, type="tertiary")
        if seen.bars:
            _bars(key=_KEY, data=bars_data(seen, f, view.bars, t), on_brush_change=_take_days)
        else:
            st.caption(t("timeline.empty"))


def bars_data(seen: Timeline, f: Filter, what: str, t: Texts) -> dict[str, Any]:
    """Return all that the browser draws: bars with their words, the span of the dates, marks of the axis.

    A bar is its number, its time, its first and last day, and what is said with the hand on it. ``lo`` and ``hi`` are
    the first and the last bar that the dates touch; they lie beyond the bars where the dates do.
    """
    numbers = [getattr(bar, what) for bar in seen.bars]
    labels = [bar_words(bar, seen, t) for bar in seen.bars]
    peak = max(range(len(numbers)), key=lambda at: numbers[at])
    alt = t(f"timeline.alt.{what}", first=labels[0], last=labels[-1], peak=labels[peak], most=t.number(numbers[peak]))
    forms = t.entries[f"timeline.{what}"]
    return {
        "bars": [
            [number, label, bar.first.isoformat(), bar.last.isoformat(), f"{label} · {t(f'timeline.{what}', n=number)}"]
            for number, label, bar in zip(numbers, labels, seen.bars, strict=True)
        ],
        "lo": next((at for at, bar in enumerate(seen.bars) if not f.date_from or bar.last >= f.date_from), len(labels)),
        "hi": sum(1 for bar in seen.bars if not f.date_to or bar.first <= f.date_to) - 1,
        "from": f.date_from.isoformat() if f.date_from else None,
        "to": f.date_to.isoformat() if f.date_to else None,
        "set": dates_words(f, t),
        "ticks": list(ticks(seen, t)),
        "most": t.number(numbers[peak]),
        "title": alt,
        "color": _COLORS[what],
        "forms": {"other": forms} if isinstance(forms, str) else dict(forms),
        "words": {key: t(f"timeline.{key}") for key in ("first", "last", "hint")},
        "language": t.language,
        "dir": t.direction,
    }


def bar_words(bar: Bar, seen: Timeline, t: Texts) -> str:
    """Return the time of a bar in words."""
    if seen.unit == "year":
        return str(bar.first.year)
    return t.month(bar.first) if seen.unit == "month" else t.days(bar.first, bar.last)


def ticks(seen: Timeline, t: Texts) -> Iterator[tuple[int, str]]:
    """Yield the bars that the axis names; where there is no room for all of them, the browser leaves some out."""
    before: date | None = None
    for at, bar in enumerate(seen.bars):
        new_year = before is None or bar.first.year != before.year
        new_month = new_year or (before is not None and bar.first.month != before.month)
        if seen.unit == "year" or (seen.unit == "month" and new_year and len(seen.bars) > _FEW):
            yield at, str(bar.first.year)
        elif seen.unit == "month" and len(seen.bars) <= _FEW:
            yield at, t.month(bar.first)
        elif seen.unit in {"week", "day"} and len(seen.bars) <= _FEW:
            yield at, t.day(bar.first)
        elif seen.unit in {"week", "day"} and new_month:
            yield at, t.month(bar.first)
        before = bar.first


def _take_what() -> None:
    viewstate.change(bars=value_of("bars", st.session_state["w_bars"]) or BARS[0])


def _take_off() -> None:
    viewstate.change_filter(date_from=None, date_to=None)


def _take_days() -> None:
    """Set the dates that were brushed; what the browser sends and is no date asks nothing."""
    asked = st.session_state[_KEY].get("brush") or {}
    viewstate.change_filter(date_from=_day(asked.get("from")), date_to=_day(asked.get("to")))


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
