"""A small sheet for the tests of pictures and pages: invented places, hostile words where they are asked for."""

from shapely.geometry import Point, box

from geo.layers import HOME_BOUNDS, Background, MapFeature, MapLabel
from geo.sheet import Sheet, SheetSign, Table

FIELDS = ("name", "count")

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`alert(1)`",
    "javascript:alert(1)",
    "$\\frac{1}{0}$ $x^2$",
    "]]> --> <!-- &amp; &lt;",
    "الشحيل\u202e\u2066gpj.exe",
    "a\x00b\x1b[31m\ud800\uffff",
    "🔥 地圖",
)


def _collection(*shapes):
    features = [
        {"type": "Feature", "id": str(number), "properties": {}, "geometry": shape.__geo_interface__}
        for number, shape in enumerate(shapes)
    ]
    return {"type": "FeatureCollection", "features": features}


def feature(name="Shiheil · الشحيل", at=(35.07, 40.42), **changes):
    words = {"name": name, "count": "3"}
    options = {"color": "#b3402e", "radius": 9.0, "words": words} | changes
    return MapFeature(f"@{at}", Point(at[1], at[0]), name, **options)


def area(name="Basira · البصيرة · 12", **changes):
    options = {"color": "#8a6d1f", "fill_opacity": 0.4, "words": {"name": name, "count": "12"}} | changes
    return MapFeature("area", box(40.3, 35.0, 40.8, 35.3), name, **options)


def sheet(name="Shiheil · الشحيل", **changes):
    labels = (
        MapLabel(35.33, 40.14, "Deir ez-Zor", "دير الزور", 8, "city"),
        MapLabel(35.2, 40.6, "Sur", name, 9, "place"),
    )
    parts = {
        "title": name,
        "lines": (name, "Incidents: 3"),
        "notice": name,
        "notes": (name,),
        "legend_title": "Incidents per place",
        "legend": (
            SheetSign("10", "circle", "#b3402e", radius=20.0),
            SheetSign(name, "area", "#8a6d1f", dashed=True),
            SheetSign("River", "line", "#7fb0cc"),
        ),
        "features": (feature(name), area()),
        "fields": FIELDS,
        "table": Table("Places", ("Place", "Incidents"), ((name, "3"),)),
        "background": Background(
            _collection(box(38, 33, 43, 37)), _collection(box(39.5, 34.5, 41, 35.8)), _collection(), labels
        ),
        "bounds": HOME_BOUNDS,
        "attribution": f"Places: somebody {name}",
        "kilometres": "km",
        "language": "en",
    }
    return Sheet(**parts | changes)


def arabic(**changes):
    return sheet(title="حوادث دير الزور", language="ar", right_to_left=True, kilometres="كم", **changes)
