"""The values of an incident as HTML, each with its words in the report that is shown, and help where it needs it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from babel.lists import format_list

from furat.analysis.explain import Quote
from furat.analysis.figures import range_text
from furat.analysis.quotes import quotes, quotes_of_items, sentence_key, without_words
from furat.store.review.dossier import Telling
from furat.ui import cards
from furat.ui.cards import tag, text
from furat.ui.highlight import group_of, value_key
from furat.ui.names import Names
from furat.ui.texts import Texts

_UNITS = ("admin3", "admin2", "admin1")


def headline(row: Mapping[str, Any], state: str, names: Names) -> str:
    """Return what happened, where and when, what people said of it, and one sentence: who did what to whom."""
    t = names.texts
    color = cards.EVENT_COLORS.get(str(row["event_type"]), "#777777")
    title = tag("span", "", class_="f-dot", style=f"background:{color}")
    title += tag("b", text(t.label("sub", str(row["sub_event_type"])))) + cards.review_mark(state, t)
    days = tag("bdi", text(t.days(_day(row["date_start"]), _day(row["date_end"]))))
    lines = [
        tag("div", title, class_="f-head"),
        tag("div", f"{cards.place_line(row, names)} · {days}", class_="f-place"),
        tag("p", text(sentence(row, names)), class_="f-told"),
    ]
    return tag("header", "".join(lines), class_="f-incident", dir=t.direction)


def sentence(row: Mapping[str, Any], names: Names) -> str:
    """Return one sentence that says who did what to whom, and whether somebody claimed it."""
    t = names.texts
    told = t(
        sentence_key(row),
        what=t.label("told", str(row["sub_event_type"])),
        by=_named(row["perpetrators"], names),
        against=_named(row["targets"], names),
    )
    if row["claimed_by"]:
        told += " " + t("tell.claimed", names=_named(row["claimed_by"], names))
    return told


def _named(actors: Sequence[str], names: Names) -> str:
    """Return actors as a sentence enumerates them: ``A, B and C``."""
    return str(format_list([names.actor(item) for item in actors], locale=names.texts.language)) if actors else ""


def facts(row: Mapping[str, Any], telling: Telling, names: Names) -> str:
    """Return the table of values.

    Args:
        row: The values of the incident as cards take them: what all its reports say together.
        telling: The report that is shown; quotes are its words.
        names: Writes ids as names.
    """
    t, said = names.texts, quotes(telling)
    lines = [
        (t("report.what"), _what(row, telling, said, t)),
        (t("report.where"), _where(row, telling, said, names)),
        (t("report.when"), _when(row, telling, said, t)),
        (t("report.who"), _items("perpetrators", row, telling, names.actor, t)),
        (t("report.against"), _items("targets", row, telling, names.actor, t)),
    ]
    if row["claimed_by"]:
        lines.append((t("report.claimed"), _items("claimed_by", row, telling, names.actor, t)))
    lines += [(t(f"report.{what}"), _count(what, row, telling, said, t)) for what in ("killed", "injured")]
    if row["weapons"]:
        lines.append((t("report.weapons"), _items("weapons", row, telling, lambda item: t.label("word", item), t)))
    if row["flags"]:
        lines.append((t("report.flags"), _flags(row["flags"], t)))
    if not pd.isna(row["confidence"]):
        confidence = float(row["confidence"])
        meaning = t("help.confidence", share=t.number(round(confidence * 10)))
        shown = tag("div", f"{confidence:.2f}", class_="f-value") + help_(t("report.confidence"), [meaning], t)
        lines.append((t("report.confidence"), shown))
    rows = "".join(tag("tr", tag("th", text(label), scope="row") + tag("td", value)) for label, value in lines)
    return tag("table", rows, class_="f-facts f-values", dir=t.direction)


def keys(telling: Telling) -> list[str]:
    """Return the keys of the values that the marks of a report say: fields, and single values of lists."""
    found = []
    for field, words in quotes(telling).items():
        found += [value_key(field, 0).rsplit("-", 1)[0], *(value_key(field, at) for at in range(len(words)))]
    return found


def chip(words: str, field: str) -> str:
    """Return words of a report as a quote, right-to-left, in the colour of their mark."""
    flat = text(" ".join(words.split()))
    return tag("q", flat, class_=f"f-chip f-mark f-{group_of(field)}", dir="rtl", lang="ar")


def help_(label: str, lines: Sequence[str], t: Texts) -> str:
    """Return a question mark that opens an explanation: by mouse, touch and keyboard, without a run of the page."""
    name = text(t("help.of", name=label))
    sign = tag("summary", tag("span", "?", **{"aria-hidden": "true"}) + tag("span", name, class_="f-unseen"))
    body = "".join(tag("p", text(line)) for line in lines)
    return tag("details", sign + tag("div", body, class_="f-helped"), class_="f-help")


def _value(key: str, shown: str, chips: str) -> str:
    """Return a value with its words; one with words can be pointed at and reached by keyboard."""
    if not chips:
        return tag("div", shown, class_="f-value")
    return tag("div", f"{shown} {chips}", class_=f"f-value f-say-{key}", tabindex="0")


def _worded(field: str, shown: str, telling: Telling, said: Mapping[str, Sequence[Quote]], t: Texts) -> str:
    """Return a value of a field with all its words, or with why it has none."""
    chips = " ".join(chip(quote.words, field) for quote in said.get(field, ()))
    return _value(value_key(field, 0).rsplit("-", 1)[0], shown, chips) + ("" if chips else _why(field, telling, t))


def _why(field: str, telling: Telling, t: Texts) -> str:
    return tag("div", text(t(f"nowords.{without_words(telling, field)}")), class_="f-small")


def _what(row: Mapping[str, Any], telling: Telling, said: Mapping[str, Sequence[Quote]], t: Texts) -> str:
    sub, event = str(row["sub_event_type"]), str(row["event_type"])
    label = t.label("sub", sub)
    shown = tag("span", text(label)) + " " + tag("span", text(f"({t.label('event', event)})"), class_="f-small")
    lines = [
        f"{t.label('sub', sub)}: {t.label('help.sub', sub)}",
        f"{t.label('event', event)}: {t.label('help.event', event)}",
    ]
    return _worded("event_type", shown, telling, said, t) + help_(label, lines, t)


def _where(row: Mapping[str, Any], telling: Telling, said: Mapping[str, Sequence[Quote]], names: Names) -> str:
    t = names.texts
    shown = cards.place_line(row, names)
    if pd.isna(row["place_name_ar"]) and pd.isna(row["place_name_en"]) and pd.isna(row["lat"]):
        return tag("div", shown, class_="f-value")
    parts = [_worded("place", shown, telling, said, t)]
    chain = _chain(row, names)
    if chain:
        parts.append(tag("div", text(chain), class_="f-small"))
    precision = row["geo_precision"]
    if not pd.isna(precision):
        words = text(t.label("precision", str(int(precision))))
        words += " " + _codes(t, precision, row["where_prec_ucdp"])
        lines = [t.label("help.precision", str(int(precision)))]
        if not pd.isna(row["where_prec_ucdp"]):
            lines.append(t.label("help.ucdp", str(int(row["where_prec_ucdp"]))))
        parts.append(tag("div", words + help_(t("help.precision"), lines, t), class_="f-aside"))
    if not pd.isna(row["lat"]):
        point = tag("bdi", f"{float(row['lat']):.4f}, {float(row['lon']):.4f}", dir="ltr")
        if not pd.isna(row["uncertainty_km"]):
            point += " · " + text(t("tip.radius", km=_km(float(row["uncertainty_km"]))))
        parts.append(tag("div", point, class_="f-small"))
    return "".join(parts)


def _when(row: Mapping[str, Any], telling: Telling, said: Mapping[str, Sequence[Quote]], t: Texts) -> str:
    shown = text(t.days(_day(row["date_start"]), _day(row["date_end"])))
    if pd.isna(row["date_start"]):
        return tag("div", tag("span", shown, class_="f-none"), class_="f-value")
    parts = [_worded("date", shown, telling, said, t)]
    precision = row["time_precision"]
    if not pd.isna(precision):
        words = text(t.label("time", str(int(precision)))) + " " + _codes(t, precision, row["date_prec_ucdp"])
        lines = [t.label("help.time", str(int(precision))), t("help.time.ucdp")]
        parts.append(tag("div", words + help_(t("help.when"), lines, t), class_="f-aside"))
    return "".join(parts)


def _items(field: str, row: Mapping[str, Any], telling: Telling, write: Any, t: Texts) -> str:
    """Return the ids of a list as values of their own, each with its words."""
    if not row[field]:
        return tag("div", _none(t), class_="f-value")
    own = quotes_of_items(telling, field)
    parts, missing = [], False
    for item in row[field]:
        at, quote = own.get(str(item), (0, None))
        missing = missing or quote is None
        chips = chip(quote.words, field) if quote else ""
        parts.append(tag("div", _value(value_key(field, at), tag("span", text(write(item))), chips)))
    if missing and not own:
        parts.append(_why(field, telling, t))
    elif missing:
        parts.append(tag("div", text(t("nowords.elsewhere")), class_="f-small"))
    return "".join(parts)


def _count(what: str, row: Mapping[str, Any], telling: Telling, said: Mapping[str, Sequence[Quote]], t: Texts) -> str:
    if row["casualties_shared"]:
        return _worded(what, text(t("card.shared")), telling, said, t) if said.get(what) else _plain(t("card.shared"))
    estimate = cards.row_range(row, what)
    if estimate.low is None:
        return tag("div", _none(t), class_="f-value")
    shown = tag("b", text(t.figures(range_text(estimate))))
    best = row[f"{what}_best"]
    if not pd.isna(best) and estimate.low != estimate.high:
        shown += " " + tag("span", text(t("incident.best", figure=int(best))), class_="f-small")
    return _worded(what, shown, telling, said, t)


def _flags(flags: Sequence[str], t: Texts) -> str:
    parts = []
    for flag in flags:
        label, key = t.label("word", flag), f"help.flag.{flag}"
        parts.append(tag("div", text(label) + (help_(label, [t(key)], t) if t.has(key) else ""), class_="f-aside"))
    return "".join(parts)


def _codes(t: Texts, acled: Any, ucdp: Any) -> str:
    codes = f"ACLED {int(acled)}" + ("" if pd.isna(ucdp) else f" · UCDP {int(ucdp)}")
    return tag("bdi", text(t.figures(codes)), class_="f-small", dir="ltr")


def _chain(row: Mapping[str, Any], names: Names) -> str:
    """Return the units that hold the place, nearest first, in the language of the page where the gazetteer has it."""
    place_id = row["place_id"]
    if not pd.isna(place_id) and place_id in names.gazetteer:
        units = [unit for unit in names.gazetteer.ancestors(str(place_id)) if unit.kind != "country"]
        found = [unit.name_ar if names.texts.right_to_left else unit.name_en for unit in units]
    else:
        found = [str(row[key]) for key in _UNITS if not pd.isna(row[key])]
    return " ‹ ".join(found)


def _km(value: float) -> str:
    return f"{value:.0f}" if value >= 1 else f"{value:.1f}"


def _plain(words: str) -> str:
    return tag("div", text(words), class_="f-value")


def _none(t: Texts) -> str:
    return tag("span", text(t("report.unknown")), class_="f-none")


def _day(value: Any) -> Any:
    return None if pd.isna(value) else value.date()
