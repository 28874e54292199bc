"""Stage 2: which incidents were found; each pair is then compared value by value (``attributes``)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from furat.analysis.evaluation.attributes import ATTRIBUTES, compare_attributes, describe
from furat.analysis.evaluation.found import FoundIncident
from furat.analysis.evaluation.labels import GoldIncident
from furat.analysis.evaluation.matching import incident_weight, pair_up, some_actor
from furat.analysis.evaluation.miss import Miss


@dataclass(frozen=True, slots=True)
class Outcome:
    """The stated confidence of an incident that was read, and whether it is right: event type, date and some actor."""

    confidence: float
    right: bool


def compare_incidents(
    report_id: str, labels: Sequence[GoldIncident], incidents: Sequence[FoundIncident]
) -> tuple[Counter[str], list[Miss], list[Outcome]]:
    """Return the counts of a document, each miss, and how each stated confidence turned out.

    Counts: ``tp``, ``fp``, ``fn``; ``strict`` (event type, date and some actor right) and ``full`` (every value
    right) of the ``tp``; for each attribute how often it was right (its name) of how many (its name with ``_of``).
    """
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    outcomes: list[Outcome] = []
    pairs = pair_up(labels, incidents, incident_weight)
    for i, j in pairs:
        label, incident = labels[i], incidents[j]
        if label.optional:
            continue
        counts["tp"] += 1
        checks = compare_attributes(label, incident)
        for name, right in checks.items():
            counts[f"{name}_of"] += 1
            counts[name] += right
            if not right:
                expected, got = ATTRIBUTES[name].shown(label, incident)
                misses.append(Miss(report_id, name, label.place_name_ar, expected, got))
        strict = checks["date"] and checks["event_type"] and some_actor(label, incident)
        counts["strict"] += strict
        counts["full"] += all(checks.values())
        outcomes.extend(_outcome(incident, right=strict))
    paired_labels, paired_incidents = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, label in enumerate(labels):
        if i not in paired_labels and not label.optional:
            counts["fn"] += 1
            misses.append(Miss(report_id, "incident", label.place_name_ar, describe(label), None))
    for j, incident in enumerate(incidents):
        if j not in paired_incidents:
            counts["fp"] += 1
            place = incident.names[0] if incident.names else "no place"
            misses.append(Miss(report_id, "incident", place, None, describe(incident)))
            outcomes.extend(_outcome(incident, right=False))
    return counts, misses, outcomes


def _outcome(incident: FoundIncident, *, right: bool) -> list[Outcome]:
    return [] if incident.confidence is None else [Outcome(incident.confidence, right)]
