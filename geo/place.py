"""The values that describe a place of the gazetteer."""

from dataclasses import dataclass

AREA_KINDS = frozenset({"subdistrict", "district", "governorate", "desert", "region", "river", "country"})
"""Kinds that are areas: an incident known only to one of these is drawn as an area, not as a dot."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place: ``kind`` is ``official``, ``alias`` or ``guess`` (a reconstructed spelling)."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. ``lat`` and ``lon`` are WGS 84 decimal degrees, ``uncertainty_km`` a radius."""

    place_id: str
    name_ar: str
    name_en: str
    kind: str
    parent_id: str | None
    lat: float
    lon: float
    coord_quality: str
    coord_source: str
    uncertainty_km: float
    names: tuple[PlaceName, ...]
    external_ids: str = ""
    note: str = ""

    @property
    def is_area(self) -> bool:
        """Whether the place is an area rather than a point."""
        return self.kind in AREA_KINDS

    @property
    def guessed_name(self) -> bool:
        """Whether the Arabic name is a reconstruction that no Arabic source confirms."""
        return any(name.kind == "guess" and name.language == "ar" for name in self.names)


@dataclass(frozen=True, slots=True)
class Admin:
    """The administrative units that hold a place, by English name, and the nearest OCHA p-code."""

    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    pcode: str | None = None
