"""What the map adds to itself in the browser, as elements of folium: names, frame, what lies outside the view, reach.

Words come in as data and are set as text, never as HTML.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from branca.element import Element, MacroElement
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from geo.layers import MapLabel, escape_text

HATCH = "furat-hatch"


@dataclass(frozen=True, slots=True)
class MapWords:
    """What the map says of itself, in the language of the page.

    ``outside`` are the plural forms (CLDR's names: one, few, other ...) of how much lies outside the view, with ``{n}``
    for the number; without them nothing is said of it.
    """

    language: str = "en"
    label: str = "Map"
    zoom_in: str = "Zoom in"
    zoom_out: str = "Zoom out"
    outside: Mapping[str, str] = field(default_factory=dict)


class _Text(Element):
    """A piece of the page that is finished."""

    def __init__(self, text: str):
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """Return the text."""
        return self.text


class Verbatim(MacroElement):
    """An element whose script goes into the page as it is.

    branca reads what a template made as a template once more: with all coordinates in it, that takes longer than all
    the rest of a map.
    """

    def render(self, **kwargs: Any) -> str:
        """Add the script to the page, and those of all that this element holds; they stand nowhere else."""
        page: Any = self.get_root()
        script: Any = self._template.module
        page.script.add_child(_Text(script.script(self, kwargs)), name=self.get_name())
        for child in list(self._children.values()):
            child.render(**kwargs)
        return ""


class _Part(Verbatim):
    """An element of the map whose name is fixed: folium's own would be random."""

    def __init__(self, name: str):
        super().__init__()  # type: ignore[no-untyped-call]  # branca has types only in part
        self._name = name


class Labels(_Part):
    """Names on the map, drawn by Leaflet as text (never as HTML) and shown from a zoom level on.

    Of names that would cover each other the one that is shown from afar stays, and the others wait for the next level.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function () {
            const map = {{ this._parent.get_name() }};
            const labels = {{ this.labels|tojson }};
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = "12px " + getComputedStyle(document.body).fontFamily;
            labels.forEach(function (item) {
                const names = [item.first, item.second].filter(Boolean);
                item.half = Math.max(...names.map((name) => pen.measureText(name).width)) / 2 + 2;
                item.high = 13 * names.length;
                const box = document.createElement("span");
                box.className = "furat-label furat-" + item.kind;
                [item.first, item.second].forEach(function (name, index) {
                    if (!name) { return; }
                    const line = document.createElement("bdi");
                    line.textContent = name;
                    if (index) { line.className = "furat-second"; }
                    box.appendChild(line);
                });
                item.box = box;
                L.marker([item.lat, item.lon], {
                    icon: L.divIcon({className: "furat-from-" + item.min_zoom, html: box, iconSize: [0, 0]}),
                    interactive: false, keyboard: false, pane: "furatLabels"
                }).addTo(map);
            });
            function spread(zoom) {
                const placed = [];
                labels.forEach(function (item) {
                    if (item.min_zoom > zoom) { return; }
                    const at = map.project([item.lat, item.lon], zoom);
                    const covered = placed.some((other) => Math.abs(other.x - at.x) < other.half + item.half
                        && Math.abs(other.y - at.y) < Math.max(other.high, item.high));
                    item.box.classList.toggle("furat-covered", covered);
                    if (!covered) { placed.push({x: at.x, y: at.y, half: item.half, high: item.high}); }
                });
            }
            function thin() {
                const zoom = map.getZoom();
                for (let level = 5; level <= 16; level++) {
                    map.getContainer().classList.toggle("furat-zoom-" + level, zoom >= level);
                }
                spread(zoom);
            }
            map.on("zoomend", thin);
            thin();
        })();
        {% endmacro %}
        """
    )

    def __init__(self, labels: Sequence[MapLabel]):
        super().__init__("Labels")
        self.labels = [
            {
                "lat": round(label.lat, 5),
                "lon": round(label.lon, 5),
                "first": label.first,
                "second": label.second,
                "min_zoom": label.min_zoom,
                "kind": label.kind,
            }
            for label in sorted(labels, key=lambda label: label.min_zoom)
        ]


class Frame(_Part):
    """Neutral attribution (Leaflet's own carries a flag), a scale, and names that a screen reader says."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function () {
            const map = {{ this._parent.get_name() }};
            const words = {{ this.words|tojson }};
            map.attributionControl.setPrefix(false);
            map.attributionControl.addAttribution({{ this.attribution|tojson }});
            L.control.scale({imperial: false, position: "topright"}).addTo(map);
            document.documentElement.lang = words.language;
            const box = map.getContainer();
            box.setAttribute("dir", "ltr");
            box.setAttribute("role", "application");
            // A press gives the map the focus; were the page to scroll to it, the click would end beside its mark.
            const focus = box.focus;
            box.focus = function () { focus.call(box, {preventScroll: true}); };
            box.setAttribute("aria-label", words.label);
            [["in", words.zoom_in], ["out", words.zoom_out]].forEach(function (pair) {
                const button = box.querySelector(".leaflet-control-zoom-" + pair[0]);
                if (!button) { return; }
                button.title = pair[1];
                button.setAttribute("aria-label", pair[1]);
            });
            // The page gives the frame of the map the name of a program; what it is called goes before that.
            try {
                window.frameElement.setAttribute("aria-label", words.label);
            } catch (refused) { /* another page holds the map, and does not let it name its frame */ }
        })();
        {% endmacro %}
        """
    )

    def __init__(self, attribution: str, words: MapWords, *, right_to_left: bool):
        super().__init__("Frame")
        side = "rtl" if right_to_left else "ltr"
        self.attribution = f'<span dir="{side}">{escape_text(attribution)}</span>'
        self.words: dict[str, Any] = {
            "language": words.language,
            "label": words.label,
            "zoom_in": words.zoom_in,
            "zoom_out": words.zoom_out,
        }


class Panes(_Part):
    """Panes in a fixed order for ground, reach and names: without their own, order would follow order of loading."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        [["furatGround", 250], ["furatReach", 390], ["furatLabels", 450]].forEach(function (pair) {
            const pane = {{ this._parent.get_name() }}.createPane(pair[0]);
            pane.style.zIndex = pair[1];
            pane.style.pointerEvents = "none";
        });
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__("Panes")


class Ground(_Part):
    """Outer and inner units and rivers, under all else and out of the pointer's way.

    folium's own layers of GeoJSON walk all coordinates for their bounds at each drawing of the page; nothing here
    asks for the bounds of the ground.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function () {
            const layers = {{ this.layers }};
            layers.forEach(function (layer) {
                L.geoJSON(layer.data, {
                    style: function () { return layer.style; },
                    smoothFactor: 0.7, interactive: false, pane: "furatGround"
                }).addTo({{ this._parent.get_name() }});
            });
        })();
        {% endmacro %}
        """
    )

    def __init__(self, layers: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]):
        super().__init__("Ground")
        self.layers = htmlsafe_json_dumps([{"data": data, "style": style} for data, style in layers])


class Outside(_Part):
    """Says how much lies outside the view, anew after each move of the map and each change of its features.

    It is counted where the view is known, in the browser: the page would have to run again at each move.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function () {
            const map = {{ this._parent.get_name() }};
            const words = {{ this.words|tojson }};
            const form = new Intl.PluralRules(words.language);
            const figure = new Intl.NumberFormat(words.language, {numberingSystem: "latn"});
            const control = new L.Control({position: "topright"});
            let box, waiting = null;
            control.onAdd = function () {
                box = L.DomUtil.create("div", "furat-outside");
                box.dir = words.direction;
                box.setAttribute("role", "status");
                box.setAttribute("aria-live", "polite");
                return box;
            };
            control.addTo(map);
            function count() {
                waiting = null;
                const view = map.getBounds();
                let sum = 0;
                map.eachLayer(function (layer) {
                    const much = layer.feature && layer.feature.properties && layer.feature.properties.count;
                    if (!much) { return; }
                    const seen = layer.getLatLng
                        ? view.contains(layer.getLatLng()) : view.intersects(layer.getBounds());
                    if (!seen) { sum += much; }
                });
                const words_of = words.forms[form.select(sum)] || words.forms.other;
                const text = sum ? words_of.split("{n}").join(figure.format(sum)) : "";
                if (box.textContent !== text) { box.textContent = text; }
            }
            // Features are taken off and put on one by one; they are counted once all are there.
            function soon() { if (waiting === null) { waiting = setTimeout(count, 60); } }
            map.on("moveend layeradd layerremove", soon);
            soon();
        })();
        {% endmacro %}
        """
    )

    def __init__(self, words: MapWords, *, right_to_left: bool):
        super().__init__("Outside")
        self.words: dict[str, Any] = {
            "language": words.language,
            "direction": "rtl" if right_to_left else "ltr",
            "forms": dict(words.outside),
        }


class Reach(_Part):
    """Draws how far off an approximate position may be, on the ground: of the selected, and of what is pointed at.

    All of them at once would cover the map.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function () {
            const map = {{ this._parent.get_name() }};
            const rings = new Map();
            function show(layer) {
                if (rings.has(layer)) { return; }
                rings.set(layer, L.circle(layer.getLatLng(), {
                    radius: layer.feature.properties.reach_km * 1000, pane: "furatReach", interactive: false,
                    className: "furat-reach", color: "#3c4448", weight: 1.5, dashArray: "2 5", fillOpacity: 0.07
                }).addTo(map));
            }
            function hide(layer) {
                if (!rings.has(layer)) { return; }
                rings.get(layer).remove();
                rings.delete(layer);
            }
            map.on("layeradd", function (event) {
                const layer = event.layer, about = layer.feature && layer.feature.properties;
                if (!about || !about.reach_km || !layer.getLatLng) { return; }
                if (about.selected) { show(layer); return; }
                layer.on("mouseover", function () { show(layer); });
                layer.on("mouseout", function () { hide(layer); });
            });
            map.on("layerremove", function (event) { hide(event.layer); });
        })();
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__("Reach")


class Hatch(_Part):
    """The pattern that fills where a number is not known: no shade of the scale would be true."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        (function () {
            function make(name, values, parent) {
                const made = L.SVG.create(name);
                Object.keys(values).forEach(function (key) { made.setAttribute(key, values[key]); });
                parent.appendChild(made);
                return made;
            }
            const picture = make("svg", {width: 0, height: 0, "aria-hidden": "true"}, document.body);
            picture.style.position = "absolute";
            const pattern = make("pattern", {
                id: {{ this.pattern|tojson }}, width: 7, height: 7, patternUnits: "userSpaceOnUse",
                patternTransform: "rotate(45)"
            }, picture);
            make("rect", {width: 7, height: 7, fill: "#fdfcf9"}, pattern);
            make("rect", {width: 1.6, height: 7, fill: "#8b8f92"}, pattern);
        })();
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__("Hatch")
        self.pattern = HATCH
