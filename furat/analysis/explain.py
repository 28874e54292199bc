"""Why a report was read as it was: each value with the words and rule behind it, and what was considered but not taken.

A value without words is shown as such: an analyst has to see where the reading rests on nothing that can be pointed at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from extraction.record import incident_record
from extraction.types import Candidate, Location, PlaceMention, Reading, Report, ReportedIncident, Span

ROLES = {
    "scene": "could be a scene, but no event is told of it",
    "parent": "only says where the place before it lies",
    "from": "where somebody came from or left",
    "to": "where somebody or something was going",
    "kin": "names people by their town",
    "origin": "where a person comes from",
    "carried": "where the dead or wounded were taken",
    "organisation": "part of the name of an organisation or outlet",
    "council": "part of the name of a council or command",
    "dateline": "where the report was written",
    "beside": "named to say where something else lies",
}
"""What it means that a place mention is no scene, by its role."""

_ESTIMATES = ("killed", "injured")
_LISTS = ("perpetrators", "targets", "claimed_by", "weapons")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report: their half-open range of code points, and the rule that read them (None for a passage)."""

    words: str
    start: int
    end: int
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an incident and the words that say it. ``value`` is None where the report gives none."""

    field: str
    value: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class MentionedPlace:
    """A place mention with what it was resolved to, every candidate with its score and reasons, and its role."""

    quote: Quote
    place_id: str | None
    score: float
    cue: str | None
    relation: str | None
    role: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """One incident: the passage that tells it, its values, the mention that names its place, confidence and flags.

    ``mention`` is None where no mention of the report names the place. ``record`` is the record of the contract.
    """

    incident_id: str
    event_type: str
    sub_event_type: str
    passage: Quote
    values: tuple[Value, ...]
    location: Location | None
    mention: MentionedPlace | None
    confidence: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something that was considered and not taken, with the reason."""

    quote: Quote
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A report with its reading. ``places`` are the mentions that are the scene of no incident, in text order."""

    report: Report
    incidents: tuple[ToldIncident, ...]
    rejected: tuple[NotTaken, ...]
    places: tuple[MentionedPlace, ...]


def explain(reading: Reading) -> Explanation:
    """Return the reading of a report with the words, rules and reasons behind it."""
    report = reading.report
    scenes = [_scene(incident, reading.places) for incident in reading.incidents]
    used = {id(mention) for mention in scenes if mention is not None}
    return Explanation(
        report,
        tuple(_told(incident, report, scene) for incident, scene in zip(reading.incidents, scenes, strict=True)),
        tuple(NotTaken(_quote(report, item.span), item.what, item.reason) for item in reading.rejected),
        tuple(_mentioned(mention, report) for mention in reading.places if id(mention) not in used),
    )


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as plain values for JSON."""
    report = explanation.report
    record = asdict(explanation)
    record["report"] = {
        "report_id": report.report_id,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "source": report.source,
        "url": report.url,
        "fictional": report.fictional,
        "text": report.text,
    }
    return record


def _quote(report: Report, span: Span, rule: str | None = None) -> Quote:
    return Quote(report.text[span.start : span.end], span.start, span.end, rule)


def _mentioned(mention: PlaceMention, report: Report) -> MentionedPlace:
    return MentionedPlace(
        _quote(report, mention.span, mention.rule),
        mention.place_id,
        mention.score,
        mention.cue,
        mention.relation,
        mention.role,
        mention.candidates,
    )


def _scene(incident: ReportedIncident, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the mention that names the place of an incident.

    It is the one whose words are the evidence; where a noun stands for the place (المدينة), the last one before it that
    was resolved to the same place.
    """
    spans = [item.span for item in incident.evidence if item.field == "place"]
    for span in spans:
        for mention in places:
            if mention.span.overlaps(span):
                return mention
    where = incident.location
    if where is None or where.place_id is None or not spans:
        return None
    same = [mention for mention in places if mention.place_id == where.place_id]
    before = [mention for mention in same if mention.span.start < spans[0].start]
    return next(iter(before[-1:] or same), None)


def _told(incident: ReportedIncident, report: Report, scene: PlaceMention | None) -> ToldIncident:
    return ToldIncident(
        incident.incident_id,
        incident.event_type,
        incident.sub_event_type,
        _quote(report, incident.evidence_span),
        tuple(_values(incident, report)),
        incident.location,
        _mentioned(scene, report) if scene is not None else None,
        incident.confidence,
        incident.flags,
    )


def _values(incident: ReportedIncident, report: Report) -> Iterator[Value]:
    """Yield every value of an incident, those that the report does not give as well.

    An actor has the words that name it: extraction writes one evidence for each id of a list, in its order.
    """
    record = incident_record(incident, report)

    def quotes(field: str) -> tuple[Quote, ...]:
        return tuple(_quote(report, item.span, item.rule) for item in incident.evidence if item.field == field)

    yield Value("sub_event_type", incident.sub_event_type, quotes("event_type"))
    yield Value("place", record["place_name_ar"], quotes("place"))
    yield Value("date", _days(record), quotes("date"))
    for field in _LISTS:
        ids, found = record[field], quotes(field)
        if ids and len(ids) == len(found):
            yield from (Value(field, one, (quote,)) for one, quote in zip(ids, found, strict=True))
        else:
            yield Value(field, ", ".join(ids) or None, found)
    for field in _ESTIMATES:
        yield Value(field, _range(record, field), quotes(field))


def _days(record: dict[str, Any]) -> str | None:
    if record["date_start"] is None:
        return None
    days = record["date_start"]
    if record["date_end"] != record["date_start"]:
        days += f" to {record['date_end']}"
    return f"{days} (time precision {record['time_precision']}, UCDP {record['date_prec_ucdp']})"


def _range(record: dict[str, Any], field: str) -> str | None:
    ends = [record[f"{field}_{end}"] for end in ("low", "best", "high")]
    if all(end is None for end in ends):
        return None
    return "low {}, best {}, high {}".format(*("unknown" if end is None else end for end in ends))
