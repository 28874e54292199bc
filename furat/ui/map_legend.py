"""The legend of the map as a value, in the language of the page: pictures of the map draw the same one."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from furat.analysis.places import Spot
from furat.ui.colors import NO_INCIDENTS, OTHERS, UNNAMED
from furat.ui.map_features import PALE, SpotColors, circle_opacity
from furat.ui.map_units import UNIT_OPACITY, UNIT_OUTLINE, Shading
from furat.ui.names import Names
from furat.ui.state import BY_ACTOR, BY_INCIDENTS, ONE_COLOR
from furat.ui.texts import Texts
from geo.layers import AREA_COLOR, MIN_RADIUS, PLACE_COLOR, SELECTED_COLOR, circle_radius, legend_counts
from geo.legend import Legend, LegendEntry, LegendPart

_NEUTRAL = "#6a7276"


def spots_legend(
    spots: Sequence[Spot], names: Names, *, largest: int, size: str, colors: SpotColors, selected: bool = False
) -> Legend:
    """Return what circles and areas mean: their sizes, their colours, dashes and shades."""
    t = names.texts
    color = PLACE_COLOR if colors.by == ONE_COLOR else _NEUTRAL
    parts = [LegendPart(t("map.legend.title" if size == BY_INCIDENTS else "map.legend.deaths"), _sizes(largest, t))]
    if size != BY_INCIDENTS and any(not spot.killed.low for spot in spots):
        ring = LegendEntry(t("map.legend.nodeaths"), color, color, 0.0, radius=MIN_RADIUS)
        parts = [LegendPart(parts[0].title, (*parts[0].entries, ring))]
    if colors.by != ONE_COLOR:
        title = t("map.legend.actor" if colors.by == BY_ACTOR else "map.legend.type")
        parts.append(LegendPart(title, _colors(spots, names, colors)))
    area = AREA_COLOR if colors.by == ONE_COLOR else _NEUTRAL
    signs = [
        LegendEntry(t("map.legend.exact"), color, color, 0.5),
        LegendEntry(t("map.legend.approximate"), color, color, 0.5 * PALE, dashed=True),
        LegendEntry(t("map.legend.area"), area, area, 0.25, shape="box"),
    ]
    if selected:
        signs.append(LegendEntry(t("map.legend.selected"), color, SELECTED_COLOR, 0.2))
    parts.append(LegendPart("", tuple(signs)))
    return Legend(tuple(parts), "" if colors.by == ONE_COLOR else colors.by)


def _sizes(largest: int, t: Texts) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(t.number(count), _NEUTRAL, _NEUTRAL, 0.4, radius=circle_radius(count, largest))
        for count in legend_counts(largest)
    )


def _colors(spots: Iterable[Spot], names: Names, colors: SpotColors) -> tuple[LegendEntry, ...]:
    """Return the colours that occur, in the order of the scale; first those that one can ask for."""
    t, opacity = names.texts, circle_opacity(colors.by)
    values = {colors.value(spot) for spot in spots}
    write = names.actor if colors.by == BY_ACTOR else (lambda value: t.label("event", value))
    entries = [
        LegendEntry(write(value), color, color, opacity, value=value)
        for value, color in colors.known.items()
        if value in values
    ]
    if values - {*colors.known, ""}:
        entries.append(LegendEntry(t("map.legend.others"), OTHERS, OTHERS, opacity))
    if "" in values:
        entries.append(LegendEntry(t("card.unknown.perpetrator"), UNNAMED, OTHERS, opacity))
    return tuple(entries)


def units_legend(scale: Shading, t: Texts, *, hatched: bool = False, unasked: bool = False) -> Legend:
    """Return what the shades of sub-districts mean: classes with their limits, none, and what is not known.

    The last class names its least value only: the greatest is that of one sub-district today.
    """
    by_incidents = scale.size == BY_INCIDENTS
    title = t("map.legend.units" if by_incidents else "map.legend.units.deaths")
    entries = [LegendEntry(t("map.legend.nothing"), NO_INCIDENTS, UNIT_OUTLINE, UNIT_OPACITY, shape="box")]
    for least, following, color in zip_longest(scale.limits, scale.limits[1:], scale.colors):
        if following is None:
            words = t("map.legend.class.last", least=least)
        else:
            words = t.number(least) if following == least + 1 else f"{t.number(least)}–{t.number(following - 1)}"
            words = t.figures(words)
        entries.append(LegendEntry(words, color, UNIT_OUTLINE, UNIT_OPACITY, shape="box"))
    if hatched:
        entries.append(LegendEntry(t("map.legend.unknown"), OTHERS, UNIT_OUTLINE, shape="box", hatched=True))
    if unasked:
        entries.append(LegendEntry(t("map.legend.unasked"), NO_INCIDENTS, OTHERS, 0.0, shape="box"))
    return Legend((LegendPart(title, tuple(entries)),))
