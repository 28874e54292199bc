"""The figures of a set of incidents: how many, and casualties as ranges in which the unknown is never 0."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Range:
    """A sum of casualties: at least ``low``, at most ``high``; None for both where no report gives any number.

    ``open_ended`` is True where some report gives a least number only ("at least three"), so that ``high``, the sum of
    what is known, may be exceeded. ``unknown`` counts the incidents that give no number: they are in neither sum.
    """

    low: int | None
    high: int | None
    open_ended: bool
    unknown: int


def casualty_range(frame: pd.DataFrame, what: str) -> Range:
    """Return the range of ``killed`` or ``injured`` over the rows of an incident frame."""
    low, high = frame[f"{what}_low"], frame[f"{what}_high"]
    known = low.notna() | high.notna()
    if not known.any():
        return Range(None, None, False, len(frame))
    # Where only one end is known the other leans on it: "at least 3" adds 3 to both ends and leaves the upper one open.
    least = low[known].fillna(0).astype("Int64")
    most = high[known].fillna(least).astype("Int64")
    return Range(int(least.sum()), int(most.sum()), bool((known & high.isna()).any()), int((~known).sum()))


def range_text(value: Range) -> str:
    """Write a range in figures: ``3``, ``3–5``, ``3+``, ``3–5+``, or a dash where nothing is known."""
    if value.low is None or value.high is None:
        return "–"
    text = f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"
    return f"{text}+" if value.open_ended else text


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures above the map."""

    incidents: int
    reports: int
    places: int
    killed: Range
    injured: Range


def summary(frame: pd.DataFrame) -> Summary:
    """Return the figures of an incident frame; a place that the gazetteer lacks counts by its name."""
    names = frame["place_id"].astype(object).where(frame["place_id"].notna(), frame["place_name_ar"].astype(object))
    return Summary(
        incidents=len(frame),
        reports=len({*frame["report_id"], *(report for reports in frame["report_ids"] for report in reports)}),
        places=int(names.nunique()),
        killed=casualty_range(frame, "killed"),
        injured=casualty_range(frame, "injured"),
    )
