"""What kinds of failure a measurement holds, and how many of each: where the next rule would help most."""

from collections import Counter
from collections.abc import Callable, Sequence

from extraction.types import PlaceMention, Reading, Rejected
from furat.analysis.evaluation.attributes import ATTRIBUTES, compare_attributes
from furat.analysis.evaluation.found import FoundIncident, FoundMention, found_in
from furat.analysis.evaluation.labels import EVENT_TYPE, GoldIncident, LabelledDocument
from furat.analysis.evaluation.matching import incident_weight, pair_up, same_event_type, same_place
from furat.analysis.evaluation.places import compare_places
from geo.gazetteer import Gazetteer

Failures = Counter[tuple[str, str]]
"""How often each kind of failure occurs, by stage and kind. Labels that are optional count nowhere."""


def failures(document: LabelledDocument, reading: Reading, gazetteer: Gazetteer) -> Failures:
    """Count what went wrong in one document, each miss of ``compare`` under its kind."""
    mentions, incidents = found_in(reading, gazetteer)
    counts: Failures = Counter()
    if document.mentions is not None:
        for miss in compare_places(document.report.report_id, document.mentions, mentions)[1]:
            kind = "another place" if miss.field == "resolution" else "not read" if miss.got is None else "no place"
            counts["place", kind] += 1
    labels = document.incidents
    pairs = pair_up(labels, incidents, incident_weight)
    for i, j in pairs:
        if not labels[i].optional:
            for name, right in compare_attributes(labels[i], incidents[j]).items():
                if not right:
                    counts[name, _KINDS[name](labels[i], incidents[j])] += 1
    paired_labels, paired_incidents = {i for i, _ in pairs}, {j for _, j in pairs}
    lost = [label for i, label in enumerate(labels) if i not in paired_labels and not label.optional]
    told = list(zip(reading.places, mentions, strict=True))
    for label in lost:
        counts["incident not read", _why_lost(label, told, incidents, reading.rejected)] += 1
    for j, incident in enumerate(incidents):
        if j not in paired_incidents:
            counts["incident not labelled", _why_read(incident, labels, lost)] += 1
    return counts


def _why_lost(
    label: GoldIncident,
    told: Sequence[tuple[PlaceMention, FoundMention]],
    incidents: Sequence[FoundIncident],
    rejected: Sequence[Rejected],
) -> str:
    def here(found: FoundMention | FoundIncident) -> bool:
        return same_place(label.place_name_ar, label.place_kind, label.lat, label.lon, found)

    named = [mention for mention, found in told if here(found)]
    if any(here(incident) for incident in incidents):
        return "another event at its place is read, this one is not"
    if not named:
        return "its place is not read"
    if all(mention.role != "scene" for mention in named):
        return "its place is taken for no scene"
    reasons = [item.reason for item in rejected if any(item.span.overlaps(mention.span) for mention in named)]
    return f"rejected: {reasons[0]}" if reasons else "its event is put to another place, or no event word is known"


def _why_read(incident: FoundIncident, labels: Sequence[GoldIncident], lost: Sequence[GoldIncident]) -> str:
    if not labels:
        return "in a document without incidents"
    at_place = [la for la in labels if same_place(la.place_name_ar, la.place_kind, la.lat, la.lon, incident)]
    if at_place:
        return "one event at its place is told twice, or is none"
    if any(_agrees(label, incident) for label in lost):
        return "at another place than the label of its event"
    return "at a place without any event"


def _agrees(label: GoldIncident, incident: FoundIncident) -> bool:
    return same_event_type(label, incident) and _date_kind(label, incident) != "another day"


def _date_kind(label: GoldIncident, incident: FoundIncident) -> str:
    if incident.date_start is None or incident.date_end is None:
        return "none read"
    if label.date_start is None or label.date_end is None:
        return "read, none labelled"
    apart = incident.date_start > label.date_end or label.date_start > incident.date_end
    return "another day" if apart else "a wider or narrower range"


def _actors_kind(field: str) -> Callable[[GoldIncident, FoundIncident], str]:
    def kind(label: GoldIncident, incident: FoundIncident) -> str:
        expected, got = getattr(label, field), getattr(incident, field)
        if not got:
            return "none read"
        if not expected:
            return "read, none labelled"
        if got < expected:
            return "some lack"
        if got > expected:
            return "some too many"
        return "another" if not got & expected else "some right, some wrong"

    return kind


def _count_kind(field: str) -> Callable[[GoldIncident, FoundIncident], str]:
    def kind(label: GoldIncident, incident: FoundIncident) -> str:
        expected, got = getattr(label, field), getattr(incident, field)
        if got == (None, None):
            return "not read, nobody was hurt" if expected == (0, 0) else "not read"
        if expected == (None, None):
            return "nobody read, not labelled" if got == (0, 0) else "read, not labelled"
        return "another number"

    return kind


_KINDS: dict[str, Callable[[GoldIncident, FoundIncident], str]] = {
    "event_type": lambda label, _: f"should be {EVENT_TYPE[label.sub_event_types[0]]}",
    "sub_event_type": lambda label, incident: (
        "with the event type" if not same_event_type(label, incident) else "within the event type"
    ),
    "date": _date_kind,
    "perpetrators": _actors_kind("perpetrators"),
    "targets": _actors_kind("targets"),
    "killed": _count_kind("killed"),
    "injured": _count_kind("injured"),
}

STAGES = ("place", "incident not read", "incident not labelled", *ATTRIBUTES)
"""The stages in the order of the table."""


def in_order(counts: Failures) -> list[tuple[str, str, int]]:
    """Return stage, kind and count of each failure: stages in their order, the frequent first within a stage."""
    listed = [(stage, kind, count) for (stage, kind), count in counts.items()]
    return sorted(listed, key=lambda row: (STAGES.index(row[0]), -row[2], row[1]))
