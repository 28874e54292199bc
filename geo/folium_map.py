"""The map itself: with its parts the only file that knows folium. It draws neutral features and asks no remote host."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import folium
from branca.element import Element
from folium.utilities import JsCode

from geo.folium_parts import HATCH, Frame, Ground, Hatch, Labels, MapWords, Outside, Panes, Reach, Verbatim
from geo.layers import HOME_CENTER, HOME_ZOOM, Background, MapFeature, feature_collection

ONLINE_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
ONLINE_ATTRIBUTION = "© OpenStreetMap contributors"

LAND = "#fbfaf6"
OUTSIDE = "#eeede8"
LIMIT = "#b9b7ab"
WATER = "#7fb0cc"


@dataclass(frozen=True, slots=True)
class MapAssets:
    """URLs, as the page that holds the map sees them, of Leaflet and what folium leans on."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """How the map is shown: where it looks at first, the data's attribution, whether names read from the right, and
    what it says of itself."""

    attribution: str
    right_to_left: bool = False
    center: tuple[float, float] = HOME_CENTER
    zoom: float = HOME_ZOOM
    online_tiles: bool = False
    words: MapWords = field(default_factory=MapWords)


def base_map(background: Background, view: MapView, assets: MapAssets) -> folium.Map:
    """Return a map with its background and nothing on it, in which every URL is one of ``assets``.

    The text of the map is the same for the same arguments: the page reloads it whenever it differs, and would do so for
    ever if folium's random ids stayed in.
    """
    chart = folium.Map(
        location=view.center,
        tiles=None,
        control_scale=False,
        zoom_control="topleft",
        min_zoom=5,
        max_zoom=15,
        zoom_snap=0.5,
        world_copy_jump=False,
        font_size="12px",
    )
    chart.options["zoom"] = view.zoom  # the parameter is for whole numbers only
    # Instance attributes hide folium's lists of remote scripts; st_folium loads what it finds here, and nothing else.
    chart.default_js = [(f"script{number}", url) for number, url in enumerate(assets.scripts)]
    chart.default_css = [(f"style{number}", url) for number, url in enumerate(assets.styles)]
    chart.add_child(Panes())
    if view.online_tiles:
        folium.TileLayer(ONLINE_TILES, attr=ONLINE_ATTRIBUTION, opacity=0.7, control=False).add_to(chart)
    ground = 0.0 if view.online_tiles else 1.0
    styles = (
        (background.outer, {"color": LIMIT, "weight": 0.8, "fillColor": OUTSIDE, "fillOpacity": ground}),
        (background.inner, {"color": LIMIT, "weight": 1.0, "fillColor": LAND, "fillOpacity": ground}),
        (background.rivers, {"color": WATER, "weight": 2.5, "opacity": 0.9, "fill": False}),
    )
    chart.add_child(Ground((data, style) for data, style in styles if data["features"]))
    chart.add_child(Labels(background.labels))
    chart.add_child(Frame(view.attribution, view.words, right_to_left=view.right_to_left))
    chart.add_child(Hatch())
    chart.add_child(Reach())
    if view.words.outside:
        chart.add_child(Outside(view.words, right_to_left=view.right_to_left))
    figure: Any = chart.get_root()
    figure.header.add_child(Element(f"<style>{_css(view)}</style>"), name="furat_style")
    fix_ids(chart)
    return chart


class _Features(folium.GeoJson, Verbatim):
    """A layer of GeoJSON, read by nobody but the browser."""


def features_layer(
    features: Iterable[MapFeature], *, fields: Sequence[str], right_to_left: bool = False
) -> folium.FeatureGroup:
    """Return one layer that holds all the features; ``fields`` are the words that its tooltip shows, line by line.

    One GeoJSON layer instead of a folium object for each: thirty thousand circles take half a minute the other way.
    The click on a feature gives back its GeoJSON, and with it its id.
    """
    group = folium.FeatureGroup(control=False)
    collection = feature_collection(features, fields=fields)
    # folium styles and describes features by looking at the first one, so an empty layer stays without both.
    if collection["features"]:
        tooltip = folium.GeoJsonTooltip(
            fields=list(fields),
            labels=False,
            sticky=True,
            class_name="furat-tooltip furat-rtl" if right_to_left else "furat-tooltip",
        )
        _Features(
            collection,
            control=False,
            marker=folium.CircleMarker(),
            style=JsCode("function (feature) { return feature.properties.style; }"),
            tooltip=tooltip,
        ).add_to(group)
    fix_ids(group)
    return group


def fix_ids(element: Any, stem: str = "furat") -> None:
    """Give an element and all that it holds ids that depend only on their order, in place of folium's random ones."""
    element._id = f"{stem}x0"
    for number, child in enumerate(list(element._children.values())):
        fix_ids(child, f"{stem}{number}")


def _css(view: MapView) -> str:
    shown = "\n".join(f".furat-zoom-{level} .furat-from-{level} {{ display: block; }}" for level in range(5, 17))
    ground = "#ffffff" if view.online_tiles else OUTSIDE
    side = "right" if view.right_to_left else "left"
    return f"""
    body {{ font-family: system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', sans-serif; }}
    .leaflet-container {{ background: {ground}; font-family: inherit; }}
    .leaflet-container .leaflet-control-attribution {{ font-size: 10px; background: rgba(255,255,255,.75); }}
    [class*="furat-from-"] {{ display: none; }}
    {shown}
    .furat-label {{ position: absolute; transform: translate(-50%, 7px); white-space: nowrap; text-align: center;
        color: #3c4448; font-size: 11px; line-height: 1.15;
        text-shadow: 0 0 2px #fff, 0 0 2px #fff, 0 0 3px #fff, 0 0 3px #fff; }}
    .furat-label.furat-covered {{ visibility: hidden; }}
    .furat-label bdi {{ display: block; }}
    .furat-label .furat-second {{ font-size: 10px; color: #6a7276; }}
    .furat-city {{ font-size: 12.5px; font-weight: 600; color: #22282b; }}
    .furat-unit {{ color: #7d7d74; font-size: 11px; letter-spacing: .02em; transform: translate(-50%, -50%); }}
    .furat-river {{ color: #3f7fa3; font-style: italic; transform: translate(-50%, -50%); }}
    .furat-tooltip {{ text-align: {side}; border: 1px solid #9aa3a6; border-radius: 3px; color: #1d2529;
        font-size: 12.5px; line-height: 1.35; padding: 5px 8px; box-shadow: 0 1px 4px rgba(0,0,0,.2); }}
    .furat-tooltip td {{ max-width: 280px; white-space: normal; min-width: 150px; text-align: {side}; }}
    .furat-tooltip td:empty {{ display: none; }}
    .furat-tooltip tr:first-child td {{ font-weight: 650; }}
    .furat-rtl {{ direction: rtl; }}
    path.furat-point, path.furat-area {{ cursor: pointer; }}
    path.furat-point:hover, path.furat-area:hover {{ stroke: #111; stroke-width: 2.5; }}
    path.furat-hatched {{ fill: url(#{HATCH}); }}
    path.leaflet-interactive:focus {{ outline: none; }}
    .leaflet-container .furat-outside {{ max-width: 60vw; margin: 6px 10px 0 0; padding: 2px 7px; border-radius: 3px;
        background: rgba(255,255,255,.88); color: #3c4448; font-size: 12px; line-height: 1.4; }}
    .leaflet-container .furat-outside:empty {{ padding: 0; background: none; }}
    """


@dataclass(frozen=True, slots=True)
class MapParts:
    """A map in pieces for a page of its own: its style sheet, its place in the page, and its script."""

    style: str
    body: str
    script: str


def map_parts(
    background: Background,
    view: MapView,
    features: Iterable[MapFeature],
    *,
    fields: Sequence[str],
    bounds: tuple[tuple[float, float], tuple[float, float]],
    name: str,
) -> MapParts:
    """Return the map with its features as pieces that name no URL; the page that holds them brings Leaflet.

    ``bounds`` are what is seen at first, ``name`` is what a screen reader calls the map.
    """
    named = replace(view, words=replace(view.words, label=name))
    chart = base_map(background, named, MapAssets((), ()))
    features_layer(features, fields=fields, right_to_left=view.right_to_left).add_to(chart)
    fit = folium.FitBounds([list(corner) for corner in bounds])
    fit.options["animate"] = False  # a picture taken or printed at once would catch it half way
    chart.add_child(fit, index=0)  # before anything is drawn: Leaflet leaves what is there between two pixels
    fix_ids(chart)
    figure: Any = chart.get_root()
    figure.render()
    return MapParts(_css(view), figure.html.render(), figure.script.render())
