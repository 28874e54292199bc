"""The export that is safe to share: what happened, without the words, names and points that lead to persons.

Left out are the words of reports, their addresses, ids and outlets, and names and points that no gazetteer has, such as
a house that somebody clicked. A place becomes the sub-district that holds it. What is left, a day and a sub-district,
may still tell those who were there who was meant: no export takes that away.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extraction.locate import location_at
from extraction.record import INCIDENT_KEYS, place_values
from geo.gazetteer import Gazetteer
from geo.place import UNIT_KINDS, Place

_LEFT_OUT = frozenset("report_id source url published evidence evidence_start evidence_end spans".split())

SHAREABLE_KEYS = (*(key for key in INCIDENT_KEYS if key not in _LEFT_OUT), "reports")
"""Keys of a record that is safe to share; ``reports`` says how many reports tell it."""


def shareable(records: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Yield records of a workspace with what is safe to share of them (``SHAREABLE_KEYS``)."""
    for record in records:
        made = {key: record[key] for key in INCIDENT_KEYS if key not in _LEFT_OUT}
        yield made | _coarse_place(record, gazetteer) | {"reports": len(record["report_ids"])}


def _coarse_place(record: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    unit = _unit(record, gazetteer)
    return place_values(None if unit is None else location_at(unit, gazetteer))


def _unit(record: Mapping[str, Any], gazetteer: Gazetteer) -> Place | None:
    """Return the sub-district that holds an incident, else the next larger unit; areas that are no unit (a desert, a
    region) become the unit that holds them."""
    for known in (record["place_id"], record["pcode"]):
        place = gazetteer.get(known)
        if place is not None:
            chain = (place, *gazetteer.ancestors(place.place_id))
            return next((above for above in chain if above.kind in UNIT_KINDS), chain[-1])
    return None
