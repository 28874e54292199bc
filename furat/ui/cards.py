"""Pieces of HTML for the page: incident cards, the facts of a report. All values are escaped here."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from extraction.types import Report
from furat.analysis.figures import Range, range_text
from furat.store.tables import OPEN
from furat.ui import colors
from furat.ui.highlight import GROUPS, highlighted, marks_of
from furat.ui.names import Names
from furat.ui.texts import Texts
from geo.layers import DIRECTION_CONTROLS

EVENT_COLORS = colors.EVENT_COLORS
_EXCERPT = 170


def tag(name: str, content: str, **attributes: str) -> str:
    """Return an HTML element; ``content`` is HTML already, attribute values are text (``class_`` stands for class)."""
    written = "".join(f' {key.rstrip("_")}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def text(value: object) -> str:
    """Return a value as HTML text; direction controls are dropped, as on the map."""
    return html.escape("".join(character for character in str(value) if character not in DIRECTION_CONTROLS))


def incident_card(row: Mapping[str, Any], names: Names) -> str:
    """Return an incident of the list: what and when, where and how surely, who, how many, and the words for it."""
    t = names.texts
    color = EVENT_COLORS.get(str(row["event_type"]), "#777777")
    head = tag("span", "", class_="f-dot", style=f"background:{color}")
    head += tag("b", text(t.label("sub", str(row["sub_event_type"]))))
    head += tag("time", text(t.days(_day(row["date_start"]), _day(row["date_end"]))))
    lines = [tag("div", head, class_="f-head"), tag("div", place_line(row, names), class_="f-place")]
    who = []
    if row["perpetrators"]:
        who.append(text(t("card.by", names=names.actor_list(row["perpetrators"]))))
    if row["targets"]:
        who.append(text(t("card.against", names=names.actor_list(row["targets"]))))
    if who:
        lines.append(tag("div", " · ".join(who), class_="f-who"))
    harm = casualty_words(row, t)
    if harm:
        lines.append(tag("div", " · ".join(text(part) for part in harm), class_="f-harm"))
    lines.append(tag("div", text(_excerpt(str(row["evidence"]))), class_="f-words", dir="rtl", lang="ar"))
    marks = []
    if len(row["report_ids"]) > 1:
        marks.append(tag("span", text(t("card.reports", n=len(row["report_ids"]))), class_="f-many"))
    if row["review"] != OPEN:
        marks.append(review_mark(str(row["review"]), t))
    if marks:
        lines.append(tag("div", "".join(marks), class_="f-marks"))
    return tag("article", "".join(lines), class_="f-card", dir=t.direction)


def review_mark(state: str, t: Texts) -> str:
    """Return what people said of an incident as a mark."""
    return tag("span", text(t.label("review.state", state)), class_=f"f-state f-state-{state}")


def about(report: Report, t: Texts) -> str:
    """Return by whom and when a report was published, each kept in its own direction."""
    return " · ".join(tag("bdi", text(part)) for part in _about(report, t))


def about_words(report: Report, t: Texts) -> str:
    """Return the same in words, for labels."""
    return t.beside(_about(report, t))


def _about(report: Report, t: Texts) -> list[str]:
    day = t.day(report.published) if report.published else t("report.published.unknown")
    return [part for part in (report.source, day) if part]


def place_line(row: Mapping[str, Any], names: Names) -> str:
    """Return the place of an incident as HTML: both names and, where it is not exact, how far it can be trusted."""
    t = names.texts
    name_ar, name_en = _string(row["place_name_ar"]), _string(row["place_name_en"])
    if not name_ar and not name_en:
        return tag("span", text(t("card.noplace")), class_="f-none")
    parts = [tag("bdi", text(name)) for name in names.pair(name_ar, name_en).split(" · ")]
    written = " · ".join(parts)
    precision = row["geo_precision"]
    if not pd.isna(precision) and int(precision) > 1:
        key = "card.near" if int(precision) == 2 else "card.area"
        written += " " + tag("span", text(t(key)), class_="f-badge")
    if pd.isna(row["lat"]):
        written += " " + tag("span", text(t("card.noplace")), class_="f-none")
    return written


def casualty_words(row: Mapping[str, Any], t: Texts) -> list[str]:
    """Return the casualties of an incident in words; nothing where the report gives no number (never 0)."""
    if row["casualties_shared"]:
        return [t("card.shared")]
    found = []
    for what in ("killed", "injured"):
        estimate = row_range(row, what)
        if estimate.low is not None:
            found.append(t(f"card.{what}", range=t.figures(range_text(estimate))))
    return found


def row_range(row: Mapping[str, Any], what: str) -> Range:
    """Return the range of casualties of one incident."""
    low, high = row[f"{what}_low"], row[f"{what}_high"]
    if pd.isna(low) and pd.isna(high):
        return Range(None, None, False, 1)
    least = 0 if pd.isna(low) else int(low)
    return Range(least, least if pd.isna(high) else int(high), bool(pd.isna(high)), 0)


def facts(row: Mapping[str, Any], names: Names) -> str:
    """Return the values of an incident as a table; what the report does not state says so."""
    t = names.texts
    where = place_line(row, names)
    precision = row["geo_precision"]
    if not pd.isna(precision):
        where += " — " + text(t.label("precision", str(int(precision))))
    if not pd.isna(row["lat"]):
        where += " " + tag("span", f"{float(row['lat']):.4f}, {float(row['lon']):.4f}", class_="f-small", dir="ltr")
    when = text(t.days(_day(row["date_start"]), _day(row["date_end"])))
    if not pd.isna(row["time_precision"]):
        when += " — " + text(t.label("time", str(int(row["time_precision"]))))
    what = f"{t.label('sub', str(row['sub_event_type']))} ({t.label('event', str(row['event_type']))})"
    lines = [
        (t("report.what"), text(what)),
        (t("report.where"), where),
        (t("report.when"), when),
        (t("report.who"), _actors(row["perpetrators"], names)),
        (t("report.against"), _actors(row["targets"], names)),
    ]
    if row["claimed_by"]:
        lines.append((t("report.claimed"), _actors(row["claimed_by"], names)))
    if row["casualties_shared"]:
        lines.append((t("report.killed"), text(t("card.shared"))))
    else:
        for what_kind in ("killed", "injured"):
            estimate = row_range(row, what_kind)
            known = text(t.figures(range_text(estimate))) if estimate.low is not None else _none(t("report.unknown"))
            lines.append((t("report.killed") if what_kind == "killed" else t("report.injured"), known))
    for key, label in (("weapons", t("report.weapons")), ("flags", t("report.flags"))):
        if row[key]:
            lines.append((label, text(", ".join(t.label("word", item) for item in row[key]))))
    if not pd.isna(row["confidence"]):
        lines.append((t("report.confidence"), f"{float(row['confidence']):.2f}"))
    rows = "".join(tag("tr", tag("th", text(label)) + tag("td", value)) for label, value in lines)
    return tag("table", rows, class_="f-facts", dir=t.direction)


def report_text(body: str, row: Mapping[str, Any]) -> str:
    """Return a report, right-to-left, with the evidence of one incident marked in it."""
    start, end = row["evidence_start"], row["evidence_end"]
    passage = None if pd.isna(start) or pd.isna(end) else (int(start), int(end))
    return tag(
        "div", highlighted(body, marks_of(row["spans"]), passage), class_="f-report", dir="rtl", lang="ar", tabindex="0"
    )


def passage_text(body: str, row: Mapping[str, Any]) -> str:
    """Return the passage of a report that tells an incident, alone, with the evidence marked in it."""
    start, end = int(row["evidence_start"]), int(row["evidence_end"])
    marks = [replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks_of(row["spans"])]
    written = highlighted(body[start:end], marks, (0, end - start))
    return tag("div", written, class_="f-report f-quote", dir="rtl", lang="ar")


def mark_legend(spans: Sequence[Mapping[str, Any]], t: Texts) -> str:
    """Return the key to the colours of the marks that occur in a report."""
    used = {mark.group for mark in marks_of(spans)}
    marks = [tag("mark", text(t.label("mark", group)), class_=f"f-mark f-{group}") for group in GROUPS if group in used]
    marks.append(tag("span", text(t("mark.evidence")), class_="f-passage"))
    return tag("div", " ".join(marks), class_="f-key", dir=t.direction)


def _actors(ids: tuple[str, ...], names: Names) -> str:
    return text(names.actor_list(ids)) if ids else _none(names.texts("report.unknown"))


def _none(words: str) -> str:
    return tag("span", text(words), class_="f-none")


def _day(value: Any) -> Any:
    return None if pd.isna(value) else value.date()


def _string(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _excerpt(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _EXCERPT else flat[:_EXCERPT].rsplit(" ", 1)[0] + " …"
