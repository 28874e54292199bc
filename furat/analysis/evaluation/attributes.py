"""Stage 3: what is said of an incident that was found, value by value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from furat.analysis.evaluation.found import FoundIncident
from furat.analysis.evaluation.labels import GoldIncident
from furat.analysis.evaluation.matching import Count, same_count, same_date, same_event_type


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value of an incident: when it is right, and how label and reading are shown where it is not.

    ``when_shared`` is False for casualties: a label that shares them with other incidents gives none of its own.
    """

    right: Callable[[GoldIncident, FoundIncident], bool]
    shown: Callable[[GoldIncident, FoundIncident], tuple[str, str]]
    when_shared: bool = True


def _types(gold: GoldIncident, found: FoundIncident) -> tuple[str, str]:
    return " or ".join(gold.sub_event_types), str(found.sub_event_type)


def _dates(gold: GoldIncident, found: FoundIncident) -> tuple[str, str]:
    return _range(gold.date_start, gold.date_end), _range(found.date_start, found.date_end)


def _range(start: date | None, end: date | None) -> str:
    if start is None:
        return "no date"
    return str(start) if start == end else f"{start} to {end}"


def _ids(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "none"


def _count(count: Count) -> str:
    low, high = count
    if low is None and high is None:
        return "not given"
    return str(low) if low == high else f"{low} to {'?' if high is None else high}"


ATTRIBUTES = {
    "event_type": Attribute(same_event_type, _types),
    "sub_event_type": Attribute(lambda gold, found: found.sub_event_type in gold.sub_event_types, _types),
    "date": Attribute(same_date, _dates),
    "perpetrators": Attribute(
        lambda gold, found: gold.perpetrators == found.perpetrators,
        lambda gold, found: (_ids(gold.perpetrators), _ids(found.perpetrators)),
    ),
    "targets": Attribute(
        lambda gold, found: gold.targets == found.targets,
        lambda gold, found: (_ids(gold.targets), _ids(found.targets)),
    ),
    "killed": Attribute(
        lambda gold, found: same_count(gold.killed, found.killed),
        lambda gold, found: (_count(gold.killed), _count(found.killed)),
        when_shared=False,
    ),
    "injured": Attribute(
        lambda gold, found: same_count(gold.injured, found.injured),
        lambda gold, found: (_count(gold.injured), _count(found.injured)),
        when_shared=False,
    ),
}
"""The values that are compared, in the order of the tables."""


def compare_attributes(gold: GoldIncident, found: FoundIncident) -> dict[str, bool]:
    """Return which attributes are right; casualties are left out where the label shares them."""
    return {
        name: attribute.right(gold, found)
        for name, attribute in ATTRIBUTES.items()
        if attribute.when_shared or not gold.casualties_shared
    }


def describe(incident: GoldIncident | FoundIncident) -> str:
    """Return type, date and actors of an incident in one line."""
    types = incident.sub_event_types if isinstance(incident, GoldIncident) else (str(incident.sub_event_type),)
    when = _range(incident.date_start, incident.date_end)
    return f"{' or '.join(types)}, {when}, by {_ids(incident.perpetrators)} on {_ids(incident.targets)}"
