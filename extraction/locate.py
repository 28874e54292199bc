"""Where an incident lies: from resolved toponyms to a location with an honest precision."""

from extraction.document import Document
from extraction.resolve import HOME, Resolved
from extraction.types import Location
from geo.distance import km, midpoint
from geo.gazetteer import Gazetteer
from geo.place import Place

_UCDP_AREA = {"subdistrict": 3, "district": 3, "desert": 3, "region": 5, "governorate": 4, "river": 5, "country": 6}
_NEAR = {"near": 3.0, "outskirts": 2.0, "road": 5.0, "east": 10.0, "west": 10.0, "north": 10.0, "south": 10.0}
"""Kilometres that a spatial relation adds to the uncertainty of a place."""

_DESERT_KM = 15.0
_BETWEEN_KM = 10.0  # places farther apart than this are a region, not a point half way


def location_of(
    document: Document, item: Resolved, places: list[Resolved], gazetteer: Gazetteer
) -> tuple[Location, tuple[str, ...]]:
    """Return the location of one scene and the flags that it earns.

    A place that the gazetteer lacks keeps its name and takes the coordinates of the next larger place that the text
    names. بادية X is an area around X; near and outskirts widen the uncertainty and lower the precision.
    """
    surface = document.text[item.toponym.start : item.toponym.end].strip()
    if item.place is None:
        parent = _named_parent(item, places)
        raw = document.span(item.toponym.start, item.toponym.end)
        name = document.report.text[raw.start : raw.end] or surface
        if parent is None:
            return Location(None, name, None, None, None, None, None, None, None, None, None, None, None), (
                "place_not_in_gazetteer",
            )
        located = location_at(parent, gazetteer, relation="near")
        return (
            Location(
                None, name, None, "village", located.lat, located.lon, 3, max(3, located.where_prec_ucdp or 3),
                max(10.0, located.uncertainty_km or 0.0), located.admin1, located.admin2, located.admin3, located.pcode,
            ),
            ("place_not_in_gazetteer",),
        )  # fmt: skip
    flags = []
    if item.place.guessed_name:
        flags.append("guessed_name")
    if item.place.coord_quality == "approximate" and not item.place.is_area:
        flags.append("approximate_coordinates")
    return location_at(item.place, gazetteer, relation=item.toponym.relation), tuple(flags)


def between(first: Place, second: Place, gazetteer: Gazetteer) -> tuple[Location, tuple[str, ...]]:
    """Return the location of an incident between two places: half way, or the region that holds them if they are
    far apart.

    Labelling guide: half way up to 10 km, else the region. Where no region is known that holds them, half way as an
    area.
    """
    apart = km((first.lat, first.lon), (second.lat, second.lon))
    region = _region_of(first, second, apart, gazetteer) if apart > _BETWEEN_KM else None
    if region is not None:
        return location_at(region, gazetteer, relation=None), ("region_between_places",)
    lat, lon = midpoint((first.lat, first.lon), (second.lat, second.lon))
    base = location_at(first, gazetteer, relation="near")
    return (
        Location(
            first.place_id, first.name_ar, first.name_en, first.kind, round(lat, 5), round(lon, 5),
            2 if apart <= _BETWEEN_KM else 3, 2, round(apart / 2 + 1, 1), base.admin1, base.admin2, base.admin3,
            base.pcode,
        ),
        ("between_places",),
    )  # fmt: skip


def _region_of(first: Place, second: Place, apart: float, gazetteer: Gazetteer) -> Place | None:
    """Return the smallest sub-district, district or region that holds both places; where the second lies outside the
    governorate of the first, the region that holds the first. None if all are vaguer than the way between the two."""
    units = [unit for unit in gazetteer.ancestors(first.place_id) if unit.kind in ("subdistrict", "district")]
    areas = [*units, *(gazetteer[region] for region in gazetteer.regions if _is_part(region, gazetteer))]
    abroad = gazetteer.admin(first.place_id).admin1 != gazetteer.admin(second.place_id).admin1
    regions = [area for area in areas if area.kind == "region"]
    held = [
        area
        for area in (regions if abroad else areas)
        if gazetteer.within(first.place_id, area.place_id)
        and (abroad or gazetteer.within(second.place_id, area.place_id))
    ]
    smallest = min(held, key=lambda area: area.uncertainty_km, default=None)
    return smallest if smallest and smallest.uncertainty_km <= apart else None


def _is_part(region_id: str, gazetteer: Gazetteer) -> bool:
    """Whether a region is smaller than a governorate."""
    return all(gazetteer[unit].kind != "governorate" for unit in gazetteer.regions[region_id])


def location_at(place: Place, gazetteer: Gazetteer, *, relation: str | None = None) -> Location:
    """Return the location of what happened at a place, or near it, at its outskirts, in its desert."""
    admin = gazetteer.admin(place.place_id)
    kind, uncertainty = place.kind, place.uncertainty_km
    if relation == "desert" and not place.is_area:
        kind, precision, ucdp, uncertainty = "desert", 3, 3, max(uncertainty, _DESERT_KM)
    elif place.is_area:
        precision, ucdp = 3, _UCDP_AREA.get(kind, 4)
    elif relation in _NEAR:
        precision, ucdp, uncertainty = 2, 2, uncertainty + _NEAR[relation]
    else:
        precision, ucdp = 1, 1
        if place.coord_quality == "approximate":
            precision, ucdp = 2, 2
    return Location(
        place.place_id,
        place.name_ar,
        place.name_en,
        kind,
        place.lat,
        place.lon,
        precision,
        ucdp,
        round(uncertainty, 1),
        admin.admin1,
        admin.admin2,
        admin.admin3,
        admin.pcode,
    )


def _named_parent(item: Resolved, places: list[Resolved]) -> Place | None:
    """Return the place that explains an unknown one (قحطانة بريف دير الزور), or the nearest one named before it."""
    index = places.index(item)
    for other in places[index + 1 : index + 3]:
        if other.part_of == index and other.place is not None:
            return other.place
    for other in reversed(places[:index]):
        if other.place is not None and other.place.usual_sense == "place" and other.place.kind != "country":
            return other.place
    for other in places[index + 1 :]:
        if other.place is not None and other.place.usual_sense == "place" and other.place.kind != "country":
            return other.place
    return None


def bank_of(place_id: str | None, gazetteer: Gazetteer, left_bank: frozenset[str]) -> str | None:
    """Return the bank of the Euphrates on which a place of the governorate lies: ``left_bank`` holds sub-districts, and
    single places of one that lies on both banks. None for what is larger than a sub-district, and elsewhere."""
    if place_id is None or place_id not in gazetteer or not gazetteer.within(place_id, HOME):
        return None
    chain = (gazetteer[place_id], *gazetteer.ancestors(place_id))
    if all(place.kind != "subdistrict" for place in chain):
        return None
    return "right" if left_bank.isdisjoint(place.place_id for place in chain) else "left"
