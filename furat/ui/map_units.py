"""The map by sub-district: each shaded by its incidents or its deaths, in classes that a legend can name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from furat.analysis.figures import Range
from furat.analysis.places import UnitFigures
from furat.ui.colors import NO_INCIDENTS, OTHERS, class_colors
from furat.ui.map_features import TOOLTIP_FIELDS, killed_words
from furat.ui.names import Names
from furat.ui.state import BY_INCIDENTS
from geo.areas import Areas
from geo.gazetteer import Gazetteer
from geo.layers import MapFeature
from geo.legend import class_limits, class_of

UNIT = "unit:"
"""Begins the id of a feature that is a sub-district: the same id without it is an area of incidents."""

UNIT_OPACITY = 0.78
UNIT_OUTLINE = "#8a8c86"
_NOTHING = Range(0, 0, False, 0)


@dataclass(frozen=True, slots=True)
class Shading:
    """The scale of the shades: by incidents or by deaths, with the least value of each class."""

    size: str
    limits: tuple[int, ...]

    @property
    def colors(self) -> tuple[str, ...]:
        """The colour of each class."""
        return class_colors(len(self.limits))


def shading(figures: Iterable[UnitFigures], size: str, *, most: int | None = None) -> Shading:
    """Return the scale for some figures; ``most`` is the greatest value where the scale must hold for others, too."""
    values = [value for one in figures if (value := _value(one, size))]
    if most is not None:
        return Shading(size, tuple(class_limits(1, most)))
    return Shading(size, tuple(class_limits(min(values), max(values)) if values else ()))


def _value(one: UnitFigures, size: str) -> int:
    return one.incidents if size == BY_INCIDENTS else one.killed.low or 0


def deaths_unknown(one: UnitFigures) -> bool:
    """Whether no death is known of a sub-district, and the number of some incident is not."""
    return not one.killed.low and one.killed.unknown > 0


def drawn_units(areas: Areas) -> tuple[str, ...]:
    """Return the ids of the sub-districts that have limits to draw."""
    return tuple(str(place_id) for place_id in areas.adm3["place_id"])


def not_drawn(figures: Iterable[UnitFigures], incidents: int, areas: Areas) -> int:
    """Count those of so many incidents that no sub-district on the map holds."""
    drawn = frozenset(drawn_units(areas))
    return incidents - sum(one.incidents for one in figures if one.place_id in drawn)


def unit_features(
    figures: Iterable[UnitFigures], names: Names, areas: Areas, *, scale: Shading, places: Sequence[str] = ()
) -> list[MapFeature]:
    """Return a feature for each sub-district of the governorate, those without incidents too.

    ``places`` are those of the filter: a sub-district that is one of them is outlined, one that they leave out has no
    shade at all, since white would say that nothing happened there.
    """
    by_id = {one.place_id: one for one in figures}
    made = []
    for place_id in drawn_units(areas):
        place = names.gazetteer[place_id]
        area = areas.area(place, names.gazetteer)
        if area is None:
            continue
        one = by_id.get(place_id) or UnitFigures(place_id, place.name_ar, place.name_en, 0, _NOTHING)
        asked = is_asked(place_id, places, names.gazetteer)
        value = _value(one, scale.size)
        hatched = scale.size != BY_INCIDENTS and deaths_unknown(one) and asked
        color = scale.colors[class_of(value, scale.limits)] if value and scale.limits else NO_INCIDENTS
        made.append(
            MapFeature(
                feature_id=UNIT + place_id,
                geometry=area.geometry,
                label=names.pair(one.name_ar, one.name_en),
                color=color,
                fill_opacity=1.0 if hatched else UNIT_OPACITY if asked else 0.0,
                selected=place_id in places,
                words=unit_words(one, names, asked=asked),
                outline=UNIT_OUTLINE if asked else OTHERS,
                dashed=False,
                hatched=hatched,
                count=one.incidents,
            )
        )
    return made


def is_asked(unit_id: str, places: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a filter of places lets anything of a sub-district through: all, it or what holds it, or a part."""
    known = [place for place in places if place in gazetteer]
    return not places or any(gazetteer.within(unit_id, place) or gazetteer.within(place, unit_id) for place in known)


def unit_words(one: UnitFigures, names: Names, *, asked: bool = True) -> dict[str, str]:
    """Return the lines of the tooltip of a sub-district."""
    t = names.texts
    words = dict.fromkeys(TOOLTIP_FIELDS, "")
    words |= {"name": names.pair(one.name_ar, one.name_en), "kind": t.label("kind", "subdistrict")}
    if not asked:
        return words | {"incidents": t("map.legend.unasked")}
    words["incidents"] = t("tip.incidents", n=one.incidents)
    if one.incidents:
        words["killed"] = killed_words(one.killed, t)
    return words
