"""The dossier of an incident as HTML: why it waits, who says what, why its reports were linked, what was decided."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from furat.analysis.figures import Range, range_text
from furat.analysis.reviewing import changed_fields, row_of
from furat.store.linking.combine import Claim
from furat.store.review.audit import Change
from furat.store.review.dossier import Dossier, Link, Telling
from furat.store.tables import REJECTED
from furat.ui import cards
from furat.ui.cards import tag, text
from furat.ui.names import Names
from furat.ui.texts import Texts

_COUNTS = ("killed", "injured")
_FAR = 400
"""Letters before the passage that tells the incident, from which on it is shown above the report, too: the box of the
report is low, and the passage would lie below its edge."""


def queue_lines(row: Mapping[str, Any], reasons: Sequence[str], names: Names) -> str:
    """Return what stands below the place of an incident of the queue: type, day, deaths, and why it waits."""
    t = names.texts
    color = cards.EVENT_COLORS.get(str(row["event_type"]), "#777777")
    head = tag("span", "", class_="f-dot", style=f"background:{color}")
    head += tag("span", text(t.label("sub", str(row["sub_event_type"]))))
    start = None if pd.isna(row["date_start"]) else row["date_start"].date()
    end = None if pd.isna(row["date_end"]) else row["date_end"].date()
    lines = [tag("div", head, class_="f-head"), tag("div", text(t.days(start, end)), class_="f-small")]
    harm = cards.casualty_words(row, t)
    if harm:
        lines.append(tag("div", " · ".join(text(part) for part in harm), class_="f-harm"))
    if reasons:
        lines.append(reason_marks(reasons, t))
    return tag("div", "".join(lines), class_="f-wait", dir=t.direction)


def reason_marks(reasons: Sequence[str], t: Texts) -> str:
    """Return the reasons why an incident waits, in words."""
    marks = "".join(tag("span", text(t.label("reason", reason)), class_="f-reason") for reason in reasons)
    return tag("div", marks, class_="f-reasons", dir=t.direction)


def heading(values: Mapping[str, Any], state: str, names: Names) -> str:
    """Return what the incident is: type, place and days, and what people said of it."""
    t = names.texts
    title = tag("b", text(t.label("sub", values["sub_event_type"]))) + cards.review_mark(state, t)
    days = tag("bdi", text(t.days(values["date_start"], values["date_end"])))
    where = cards.place_line(card_row(values), names)
    return tag(
        "header",
        tag("div", title, class_="f-head") + tag("div", f"{where} · {days}", class_="f-place"),
        class_="f-incident",
        dir=t.direction,
    )


def card_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of the store as cards take them: days as moments."""
    return {key: pd.Timestamp(value) if isinstance(value, date) else value for key, value in values.items()}


def claims_table(dossier: Dossier, current: Mapping[str, Any], t: Texts) -> str:
    """Return what each report says of the dead and the wounded, and what comes of it; nothing where none says any."""
    told: dict[str, dict[str, Claim]] = {}
    for what, claims in (("killed", dossier.killed), ("injured", dossier.injured)):
        for claim in claims:
            told.setdefault(str(claim.row["incident_id"]), {})[what] = claim
    if not told:
        return ""
    head = "".join(tag("th", text(words)) for words in (t("review.claims"), t("report.killed"), t("report.injured")))
    rows = [tag("tr", head)]
    for telling in dossier.tellings:
        claims_of = told.get(str(telling.values["incident_id"]))
        if claims_of:
            cells = "".join(tag("td", text(_claimed(claims_of.get(what), what, t))) for what in _COUNTS)
            rows.append(tag("tr", tag("td", cards.about(telling.report, t)) + cells))
    total = "".join(tag("td", tag("b", text(figure(current, what, t)))) for what in _COUNTS)
    rows.append(tag("tr", tag("th", text(t("review.together"))) + total, class_="f-total"))
    return tag("table", "".join(rows), class_="f-claims", dir=t.direction)


def _claimed(claim: Claim | None, what: str, t: Texts) -> str:
    """Return what a report says: where a person corrected the figure, that is what the rules had read."""
    if claim is None:
        return t("report.unknown")
    said = {f"{what}_low": claim.low, f"{what}_high": claim.high} | (claim.row.get("as_read") or {})
    return figure(said, what, t)


def figure(values: Mapping[str, Any], what: str, t: Texts) -> str:
    """Return a count as figures: ``3``, ``3–5``, ``3+``."""
    low, high = values[f"{what}_low"], values[f"{what}_high"]
    if low is None and high is None:
        return t("report.unknown")
    least = low or 0
    return t.figures(range_text(Range(least, least if high is None else high, high is None, 0)))


def telling_head(telling: Telling, number: int, t: Texts) -> str:
    """Return the title of a report, its outlet and day, and what people said of it."""
    parts = tag("span", text(t.number(number)), class_="f-number") + cards.about(telling.report, t)
    if telling.report.fictional:
        parts += tag("span", text(t("report.fictional")), class_="f-small")
    if telling.values["review"] == REJECTED:
        parts += cards.review_mark(REJECTED, t)
    head = tag("div", parts, class_="f-telling", dir=t.direction)
    if telling.report.title:
        head += tag("h4", text(telling.report.title), class_="f-headline", dir="rtl", lang="ar")
    return head


def telling_text(telling: Telling, t: Texts) -> str:
    """Return the report with the words that say each value marked, and the key to the marks."""
    row = row_of(telling)
    words = cards.passage_text(telling.report.text, row) if telling.values["evidence_start"] > _FAR else ""
    return cards.mark_legend(row["spans"], t) + words + cards.report_text(telling.report.text, row)


def link_lines(links: Sequence[Link], tellings: Sequence[Telling], t: Texts) -> str:
    """Return why reports were linked, pair by pair, what speaks for it before what speaks against it."""
    number = {str(telling.values["incident_id"]): at for at, telling in enumerate(tellings, 1)}
    lines = []
    for link in links:
        pair = t("link.pair", first=number.get(link.first_id, 0), second=number.get(link.second_id, 0))
        sure = t("link.sure", percent=round(link.score * 100))
        parts = tag("b", text(f"{pair} · {sure}"))
        for key, words in zip(("link.for", "link.against"), link_words(link.reasons, t), strict=True):
            if words:
                parts += tag("div", text(t(key, words=("، " if t.right_to_left else ", ").join(words))))
        lines.append(tag("li", parts))
    return tag("ul", "".join(lines), class_="f-links", dir=t.direction) if lines else ""


def link_words(reasons: Sequence[str], t: Texts) -> tuple[list[str], list[str]]:
    """Return the words of a comparison that speak for a link, and those against it."""
    speaking: tuple[list[str], list[str]] = ([], [])
    for reason in reasons:
        against = reason.startswith("-")
        speaking[against].append(t.label("link", reason.removeprefix("-").replace(":", ".")))
    return speaking


def change_line(change: Change, names: Names) -> str:
    """Return a decision: what, who, when, what it changed, and why."""
    t = names.texts
    when = f"{t.day(change.at.date())} {change.at:%H:%M} UTC"
    act = t.label("act", change.act) if change.undoes is None else t("act.undo.of", number=change.undoes)
    head = tag("b", text(f"{change.change_id}. {act}"))
    head += tag("bdi", text(change.who)) + tag("span", text(when), class_="f-small")
    lines = [tag("div", head, class_="f-telling")]
    for name, before, after in changed_fields(change):
        was, now = (tag("bdi", text(value_words(name, value, names))) for value in (before, after))
        lines.append(tag("div", f"{text(t(f'field.{name}'))}: {was} {'←' if t.right_to_left else '→'} {now}"))
    if change.why:
        lines.append(tag("div", tag("q", text(change.why)), class_="f-why", dir="auto"))
    if change.undone_by:
        lines.append(tag("div", text(t("review.undone", number=change.undone_by)), class_="f-none"))
    return tag("div", "".join(lines), class_="f-change", dir=t.direction)


def value_words(name: str, value: Any, names: Names) -> str:
    """Return a value of a field as people read it."""
    t = names.texts
    if value is None or value in ("", [], ()):
        return t("report.unknown")
    if name == "sub_event_type":
        return t.label("sub", str(value))
    if isinstance(value, date):
        return t.day(value)
    if isinstance(value, bool):
        return t("review.yes") if value else t("review.no")
    if isinstance(value, int):
        return t.number(value)
    if name == "place_id":
        return names.place(str(value))
    if name == "point":
        return t.figures(f"{value[0]:.4f}, {value[1]:.4f}")
    if name == "weapons":
        return ("، " if t.right_to_left else ", ").join(t.label("word", item) for item in value)
    return names.actor_list(tuple(value))
