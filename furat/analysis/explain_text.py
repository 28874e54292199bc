"""An explanation as lines for a terminal. A report is a stranger's text: what could move the cursor, turn the line
or pass for a line of ours is shown as an escape, or stands behind a margin."""

import unicodedata
from collections.abc import Iterator

from extraction.types import Location, Report
from furat.analysis.explain import ROLES, Explanation, MentionedPlace, Quote, ToldIncident, Value
from geo.layers import DIRECTION_CONTROLS

_MARGIN = "  │ "
_UNSAFE = ("Cc", "Cs", "Zl", "Zp")

_ABSENT = {
    "place": "none",
    "date": "not known",
    "perpetrators": "none named",
    "targets": "none named",
    "claimed_by": "nobody",
    "weapons": "none named",
    "killed": "not told",
    "injured": "not told",
}

_WITHOUT_WORDS = {
    ("date", "date_inherited"): "carried over from an event told before, or from a heading",
    ("killed", "casualties_shared"): "one figure covers several incidents",
    ("injured", "casualties_shared"): "one figure covers several incidents",
}
"""Why a value has no words of its own, by field and the flag that says so."""


def shown(text: str) -> str:
    """Return a stranger's text on one line, with control characters and overrides of direction as ``[U+202E]``."""
    return "".join(_shown(character) for character in " ".join(text.splitlines()))


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if character in DIRECTION_CONTROLS or unicodedata.category(character) in _UNSAFE:
        return f"[U+{ord(character):04X}]"
    return character


def json_safe(line: str) -> str:
    """Return a JSON text whose control characters and overrides of direction are ``\\u`` escapes: the same values."""
    return "".join(
        f"\\u{ord(character):04x}"
        if character in DIRECTION_CONTROLS or unicodedata.category(character) in _UNSAFE
        else character
        for character in line
    )


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines that show a report, its incidents, what was not taken, and places that are no scene."""
    yield from _head(explanation.report)
    total = len(explanation.incidents)
    if not total:
        yield ""
        yield "No incident was read."
    for number, incident in enumerate(explanation.incidents, 1):
        yield ""
        yield from _incident(incident, number, total)
    if explanation.rejected:
        yield ""
        yield "Considered and not taken"
        for item in explanation.rejected:
            yield f"  {item.what}: {item.reason}"
            yield f"      {_quoted(item.quote)}"
    if explanation.places:
        yield ""
        yield "Places that are the scene of no incident"
        for place in explanation.places:
            yield f"  {place.role}: {ROLES.get(place.role, 'no scene')}"
            yield f"      {_quoted(place.quote)}{_around(place)}"
            yield from _candidates(place, place.place_id)


def _head(report: Report) -> Iterator[str]:
    published = report.published.isoformat() if report.published else "day of publication not known"
    parts = [f"Report {shown(report.report_id)}", published]
    parts += [shown(part) for part in (report.source, report.url) if part]
    parts += ["fictional"] if report.fictional else []
    yield " · ".join(parts)
    if report.title:
        yield f"  title: {shown(report.title)}"
    for line in report.text.splitlines():
        yield f"{_MARGIN}{shown(line)}".rstrip()


def _incident(incident: ToldIncident, number: int, total: int) -> Iterator[str]:
    yield f"Incident {number} of {total}: {incident.sub_event_type} ({incident.event_type})"
    yield f"  id {incident.incident_id}, confidence {incident.confidence:.2f}"
    yield f"  told in {_quoted(incident.passage)}"
    for value in incident.values:
        yield from _value(value, incident)
    yield f"  flags: {', '.join(incident.flags) or 'none'}"


def _value(value: Value, incident: ToldIncident) -> Iterator[str]:
    said = shown(value.value) if value.value is not None else _ABSENT.get(value.field, "none")
    reason = None if value.quotes else _without_words(value, incident)
    if value.field == "place" and incident.location is not None:
        said = _located(incident.location)
    yield f"  {value.field}: {said}{f' ({reason})' if reason else ''}"
    for quote in value.quotes:
        yield f"      {_quoted(quote)}"
    if value.field == "place" and incident.mention is not None:
        if not any(_same(quote, incident.mention.quote) for quote in value.quotes):
            yield f"      named in {_quoted(incident.mention.quote)}{_around(incident.mention)}"
        elif _around(incident.mention):
            yield f"      read{_around(incident.mention)}"
        yield from _candidates(incident.mention, incident.location.place_id if incident.location else None)


def _without_words(value: Value, incident: ToldIncident) -> str | None:
    """Return why a value has no words of its own, or why it is absent; None where there is nothing to say."""
    for (field, flag), reason in _WITHOUT_WORDS.items():
        if field == value.field and flag in incident.flags:
            return reason
    return None if value.value is None else "no words kept"


def _located(where: Location) -> str:
    names = " · ".join(shown(name) for name in (where.name_ar, where.name_en) if name)
    parts = [f"{names} ({', '.join(filter(None, (where.kind, where.place_id or 'not in the gazetteer')))})"]
    if where.lat is not None and where.lon is not None:
        parts.append(f"{where.lat:.5f}, {where.lon:.5f}")
    if where.geo_precision is not None:
        parts.append(f"geo precision {where.geo_precision} (UCDP {where.where_prec_ucdp})")
    if where.uncertainty_km is not None:
        parts.append(f"within {where.uncertainty_km:g} km")
    units = [unit for unit in (where.admin3, where.admin2, where.admin1) if unit]
    return "; ".join([*parts, *([" < ".join(units)] if units else [])])


def _same(first: Quote, second: Quote) -> bool:
    return (first.start, first.end) == (second.start, second.end)


def _around(place: MentionedPlace) -> str:
    parts = [f"behind {place.cue}"] if place.cue else []
    parts += [f"relation {place.relation}"] if place.relation else []
    return "".join(f", {part}" for part in parts)


def _candidates(place: MentionedPlace, taken_id: str | None) -> Iterator[str]:
    if not place.candidates:
        yield "      no place of the gazetteer has this name"
    for candidate in place.candidates:
        taken = "taken    " if candidate.place_id == taken_id else "not taken"
        reasons = "; ".join(candidate.reasons) or "no reason beside the name"
        yield f"      {taken} {candidate.score:.2f}  {candidate.place_id}  {shown(candidate.name)}: {shown(reasons)}"


def _quoted(quote: Quote) -> str:
    rule = f" {quote.rule}" if quote.rule else ""
    return f"«{shown(quote.words)}» [{quote.start}:{quote.end}]{rule}"
