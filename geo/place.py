"""The values that describe a place of the gazetteer."""

from dataclasses import dataclass, field

KINDS = (
    "country",
    "governorate",
    "district",
    "subdistrict",
    "city",
    "town",
    "village",
    "neighbourhood",
    "landmark",
    "crossing",
    "bridge",
    "base",
    "oil_field",
    "gas_field",
    "desert",
    "region",
    "river",
)
"""Every feature kind that the gazetteer knows, from the widest unit to natural features."""

AREA_KINDS = frozenset({"subdistrict", "district", "governorate", "desert", "region", "river", "country"})
"""Kinds that are areas: an incident known only to one of these is drawn as an area, not as a dot."""

AREA_PRECISION = 3
"""ACLED's geo precision of what is known only to an area: around a village, too, not only in an area of its own."""

UNIT_KINDS = ("governorate", "district", "subdistrict")
"""Admin units of the levels 1, 2 and 3."""

QUALITIES = ("surveyed", "described", "approximate")
"""How a coordinate came to be: measured by a source, described by a record or a text, or placed by reasoning."""

NAME_KINDS = ("official", "alias", "guess")
"""A source's own name, another spelling of it, or a spelling that no Arabic source confirms."""

NAME_USES = ("any", "context", "cue")
"""When a name may be read as a place, see ``PlaceName.use``."""

SENSES = ("place", "government", "operation")
"""What a name mostly means in the news, see ``Place.usual_sense``."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place: ``kind`` is ``official``, ``alias`` or ``guess`` (a reconstructed spelling).

    ``use`` says when the words may be read as the place: ``any`` time; in ``context`` only, since they are an
    ordinary word as well (ضمان "guarantee": wants a cue, a preposition of place or another place beside it); or only
    behind a ``cue``, their head noun or a list that shares one (العمال "the workers" without حي is no place).
    """

    text: str
    language: str
    kind: str
    use: str = "any"


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. ``lat`` and ``lon`` are WGS 84 decimal degrees, ``uncertainty_km`` a radius.

    ``usual_sense`` is ``government`` for capitals and countries whose name mostly stands for an actor (واشنطن), and
    ``operation`` for regions named after a campaign (نبع السلام); a resolver ranks these below any other place.
    """

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
    usual_sense: str = "place"
    guessed_name: bool = field(init=False)
    """Whether the Arabic name is a reconstruction that no Arabic source confirms."""

    @property
    def is_area(self) -> bool:
        """Whether the place is an area rather than a point."""
        return self.kind in AREA_KINDS

    def __post_init__(self) -> None:
        guessed = any(name.kind == "guess" and name.language == "ar" for name in self.names)
        object.__setattr__(self, "guessed_name", guessed)


@dataclass(frozen=True, slots=True)
class Admin:
    """The administrative units that hold a place, by English name, and the nearest OCHA p-code."""

    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    pcode: str | None = None
