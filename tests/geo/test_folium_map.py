"""The map: nothing remote in it, the same text every time, and words that stay words."""

import re

import pytest
from shapely.geometry import Point, box
from streamlit_folium import _get_feature_group_string, _get_header, _get_map_string

from geo.folium_map import ONLINE_TILES, MapAssets, MapView, base_map, features_layer, map_parts
from geo.folium_parts import MapWords
from geo.layers import Background, MapFeature, MapLabel, feature_collection

EMPTY = {"type": "FeatureCollection", "features": []}
SQUARE = {
    "type": "FeatureCollection",
    "features": [{"type": "Feature", "id": "0", "properties": {}, "geometry": box(40, 35, 41, 36).__geo_interface__}],
}
ASSETS = MapAssets(("../../app/static/vendor/leaflet.js",), ("../../app/static/vendor/leaflet.css",))
FIELDS = ("name", "count")


def ground(*labels):
    return Background(SQUARE, SQUARE, SQUARE, labels or (MapLabel(35.1, 40.1, "Shiheil", "الشحيل", 9, "city"),))


def features(name="الشحيل", count=2):
    return [
        MapFeature(f"C{number}", Point(40 + number / 10, 35), name, "#b3402e", 9.0, words={"name": name, "count": "3"})
        for number in range(count)
    ]


def written(view=MapView("Data: somebody"), background=None, shown=None):  # noqa: B008 - a frozen value
    """The text that the browser gets: header, map and layer of features."""
    chart = base_map(background or ground(), view, ASSETS)
    layer = features_layer(features() if shown is None else shown, fields=FIELDS)
    chart.get_root().render()
    header = _get_header(chart)
    script = _get_map_string(chart)
    return header + script + _get_feature_group_string(layer, chart)


def test_nothing_remote_is_asked_for():
    assert re.findall(r"(?:https?:)?//[a-z]", written()) == []


def test_scripts_and_styles_are_those_given():
    chart = base_map(ground(), MapView("x"), ASSETS)
    assert [url for _, url in chart.default_js] == list(ASSETS.scripts)
    assert [url for _, url in chart.default_css] == list(ASSETS.styles)


def test_tiles_come_only_by_choice():
    assert ONLINE_TILES not in written()
    assert ONLINE_TILES.split("{")[0] in written(MapView("x", online_tiles=True)).replace("\\u0026", "&")


@pytest.mark.parametrize(
    "view",
    [MapView("x"), MapView("x", right_to_left=True), MapView("x", online_tiles=True), MapView("x", words=MapWords())],
)
def test_the_map_is_the_same_every_time(view):
    assert written(view) == written(view)


def test_no_random_id_is_left():
    assert re.findall(r"[0-9a-f]{32}", written()) == []


def test_another_choice_of_features_leaves_the_map_itself_alone():
    def script(shown):
        chart = base_map(ground(), MapView("x"), ASSETS)
        features_layer(shown, fields=FIELDS)
        chart.get_root().render()
        return _get_map_string(chart)

    assert script(features(count=1)) == script(features("another", count=9))


def test_no_features_make_an_empty_layer():
    assert "addLayer" in written(shown=[])


def test_attribution_has_no_flag_and_names_the_sources():
    text = written(MapView("Data: A & B"))
    assert "setPrefix(false)" in text
    assert "Data: A \\u0026amp; B" in text


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "${alert(1)}", "`x`", "<img src=x onerror=y>"]
)
def test_hostile_words_stay_words(hostile):
    label = MapLabel(35.0, 40.0, hostile, hostile, 9, "city")
    text = written(MapView(hostile), ground(label), features(hostile))
    # Names on the map are set as text by the browser; all else is escaped. In the script itself they are JSON strings.
    assert "</script><script>" not in text
    assert "<img src=x" not in text
    assert "${alert" not in text.replace('"first": "${alert(1)}"', "").replace('"second": "${alert(1)}"', "")


WORDS = MapWords("ar", "خريطة", "تكبير", "تصغير", {"one": "واحدة", "other": "{n} خارج"})


def test_the_map_says_what_lies_outside_only_where_it_has_words_for_it():
    assert "furat-outside" not in written().split("</style>")[-1]
    assert "L.Control" in written(MapView("x", words=WORDS))
    assert '"other": "{n} \\u062e\\u0627\\u0631\\u062c"' in written(MapView("x", words=WORDS))


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<img src=x onerror=y>"])
def test_hostile_words_of_the_map_stay_words(hostile):
    text = written(MapView("x", words=MapWords("en", hostile, hostile, hostile, {"other": hostile})))
    assert "</script><script>" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("template", ["{{ 6 * 7 }}", "{% if x %}", "{# unseen #}", "{{ this"])
def test_no_word_is_read_as_a_template(template):
    """Of a map that is rendered whole: names of the map are data of its script, and the script is finished."""
    label = MapLabel(35.0, 40.0, template, "", 9, "city")
    words = MapWords("en", template, template, template)
    bounds = ((35.0, 40.0), (36.0, 41.0))
    parts = map_parts(ground(label), MapView("x", words=words), features(), fields=FIELDS, bounds=bounds, name="Map")
    assert f'"first": "{template}"' in parts.script
    assert f'"zoom_in": "{template}"' in parts.script


def test_the_ground_is_drawn_under_all_else_and_out_of_the_way():
    text = written()
    assert text.count('"type": "Polygon"') == 3  # outer and inner units, rivers
    assert text.index("furatLabels") < text.index("L.geoJSON(") < text.index("L.marker(")  # panes first
    assert 'interactive: false, pane: "furatGround"' in text
    assert '"type": "Polygon"' not in written(background=Background(EMPTY, EMPTY, EMPTY, ()))


def test_features_carry_what_the_browser_counts_and_draws():
    feature = MapFeature("a", Point(40, 35), "a", "#111111", count=3, reach_km=4.0, hatched=True, selected=True)
    (made,) = feature_collection([feature], fields=[])["features"]
    assert (made["properties"]["count"], made["properties"]["reach_km"]) == (3, 4.0)
    assert "furat-hatched" in made["properties"]["style"]["className"]


def test_names_are_drawn_as_text():
    assert "textContent" in written()
    assert "innerHTML" not in written(shown=[])
