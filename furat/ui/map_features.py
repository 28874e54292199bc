"""What the map of incidents shows: spots as neutral features with words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shapely.geometry import Point

from furat.analysis.figures import Range, range_text
from furat.analysis.places import Spot
from furat.analysis.spot_shapes import spot_shape
from furat.ui.colors import EVENT_COLORS, OTHERS, UNNAMED, actor_colors
from furat.ui.names import Names
from furat.ui.state import BY_ACTOR, BY_INCIDENTS, BY_TYPE, ONE_COLOR
from furat.ui.texts import Texts
from geo.areas import Areas
from geo.folium_parts import MapWords
from geo.layers import AREA_COLOR, AREA_OPACITY, MIN_RADIUS, PLACE_COLOR, MapFeature, circle_radius

TOOLTIP_FIELDS = ("name", "kind", "incidents", "killed", "type", "actor", "dates", "precision", "foreign")

COLORED_AREA_OPACITY = (0.1, 0.28)
"""``AREA_OPACITY`` where colours mean something: a tint of 5 % has no colour to tell."""

PALE = 0.4
"""How much paler an approximate circle is than one whose place is known."""


@dataclass(frozen=True, slots=True)
class SpotColors:
    """Which colour a spot has: ``by`` nothing (one colour), its leading type, or its leading actor.

    ``known`` maps types or actors to colours; all others share one colour, and spots that name nobody another.
    """

    by: str = ONE_COLOR
    known: Mapping[str, str] = field(default_factory=dict)

    def of(self, spot: Spot) -> tuple[str, str]:
        """Return the colours of fill and outline."""
        if self.by == ONE_COLOR:
            color = AREA_COLOR if spot.is_area else PLACE_COLOR
            return color, color
        value = self.value(spot)
        if not value:
            return UNNAMED, OTHERS
        color = self.known.get(value, OTHERS)
        return color, color

    def value(self, spot: Spot) -> str:
        """Return what the spot has its colour for, empty where nobody is named or there is but one colour."""
        return {BY_TYPE: spot.leading_type, BY_ACTOR: spot.leading_actor}.get(self.by, "")


def spot_colors(by: str, spots: Iterable[Spot], ranked: Sequence[str]) -> SpotColors:
    """Return the colours of spots. ``ranked`` are all actors of the workspace, most frequent first."""
    if by == BY_TYPE:
        return SpotColors(by, EVENT_COLORS)
    if by == BY_ACTOR:
        shown: Counter[str] = Counter()
        for spot in spots:
            shown[spot.leading_actor] += spot.incidents if spot.leading_actor else 0
        del shown[""]
        return SpotColors(by, actor_colors(shown, ranked))
    return SpotColors()


def map_features(
    spots: list[Spot],
    names: Names,
    areas: Areas,
    *,
    largest: int,
    selected: str | None = None,
    size: str = BY_INCIDENTS,
    colors: SpotColors = SpotColors(),
) -> list[MapFeature]:
    """Return a feature for each spot: circles with area by incidents or deaths, areas shaded, the approximate dashed.

    ``largest`` is the greatest number of incidents (or deaths) of one spot in the whole workspace, so that a circle
    keeps its meaning while one filters. By deaths, the size is the low end of the range; a spot of which none are known
    is a small hollow ring, or an area with nothing but its outline: an unknown number must not vanish. An area without
    a shape (a foreign country) becomes a dashed circle at its label point.
    """
    return [
        _feature(spot, names, areas, largest=max(largest, 1), selected=selected, size=size, colors=colors)
        for spot in spots
    ]


def _feature(
    spot: Spot, names: Names, areas: Areas, *, largest: int, selected: str | None, size: str, colors: SpotColors
) -> MapFeature:
    shape = spot_shape(spot, areas, names.gazetteer) if spot.is_area else None
    geometry, official = shape if shape else (Point(spot.lon, spot.lat), False)
    weight = spot.incidents if size == BY_INCIDENTS else spot.killed.low or 0
    fill, outline = colors.of(spot)
    dashed = not official if spot.is_area else spot.approximate
    least, most = AREA_OPACITY if colors.by == ONE_COLOR else COLORED_AREA_OPACITY
    opacity = least + (most - least) * min(1.0, weight / largest)
    if shape is None:
        # Pale within a dashed ring: dashes about a full circle are but a rough edge.
        opacity = circle_opacity(colors.by) * (PALE if dashed else 1.0)
        outline = outline if dashed or colors.by == ONE_COLOR or outline != fill or not weight else "#ffffff"
    return MapFeature(
        feature_id=spot.spot_id,
        geometry=geometry,
        label=names.pair(spot.name_ar, spot.name_en),
        color=fill,
        radius=circle_radius(weight, largest) or MIN_RADIUS,
        fill_opacity=opacity if weight else 0.0,
        dashed=dashed,
        selected=spot.spot_id == selected,
        words=tooltip_words(spot, names),
        outline=outline,
        count=spot.incidents,
        reach_km=spot.radius_km if spot.approximate and not spot.is_area else 0.0,
    )


def circle_opacity(color: str) -> float:
    """Return how opaque circles are: colours that mean something must not mix where circles overlap."""
    return 0.5 if color == ONE_COLOR else 0.8


def tooltip_words(spot: Spot, names: Names) -> dict[str, str]:
    """Return the lines of the tooltip by field; those with nothing to say stay empty."""
    t = names.texts
    precision = ""
    if spot.is_area or spot.approximate:
        precision = t("tip.area") if spot.is_area else t("tip.approximate.place")
        if spot.radius_km:
            precision = t.beside((precision, t("tip.radius", km=max(1, round(spot.radius_km)))))
    elif spot.near:
        precision = t("tip.approximate.some", n=spot.near)
    actor = names.actor(spot.leading_actor) if spot.leading_actor else ""
    return {
        "name": names.pair(spot.name_ar, spot.name_en),
        "kind": t.label("kind", spot.kind) if spot.kind else "",
        "incidents": t("tip.incidents", n=spot.incidents),
        "killed": killed_words(spot.killed, t),
        "type": t("tip.type", n=spot.incidents, name=t.label("event", spot.leading_type)) if spot.leading_type else "",
        "actor": t("tip.actor", n=spot.incidents, name=actor) if actor else t("card.unknown.perpetrator"),
        "dates": t("tip.dates", range=t.days(spot.first, spot.last)) if spot.first else "",
        "precision": precision,
        "foreign": t("tip.foreign", n=spot.foreign) if spot.foreign and spot.place_id else "",
    }


def killed_words(killed: Range, t: Texts) -> str:
    """Return how many were killed, and for how many incidents that is not known."""
    if killed.high is None:
        return t("tip.killed.unknown")
    known = t("tip.killed", range=t.figures(range_text(killed)))
    return t.beside((known, t("tip.killed.more", n=killed.unknown))) if killed.unknown else known


def map_words(t: Texts, *, outside: bool = False) -> MapWords:
    """Return what the map says of itself; with ``outside`` it also says how many incidents lie outside its view."""
    forms = t.entries["map.beyond"]
    return MapWords(
        language=t.language,
        label=t("map.label"),
        zoom_in=t("map.zoom.in"),
        zoom_out=t("map.zoom.out"),
        outside=(forms if isinstance(forms, Mapping) else {"other": forms}) if outside else {},
    )
