"""Charts on the page, drawn by the browser from what stands in the page itself: nothing is fetched."""

from typing import Any

import altair as alt

from furat.exchange.charts import COLORS, INK, Picture

_ROW_HEIGHT = 34
_AXIS_HEIGHT = 70  # Streamlit fits the axis into the height as well
_COLUMN_HEIGHT = 320
_LABEL_WIDTH = 210
_KEYS = ("a", "b")
_GRID, _QUIET = "#e3e5df", "#5a6469"


def comparison_chart(picture: Picture, side_title: str) -> alt.LayerChart | alt.FacetChart:
    """Return the chart of a comparison; ``side_title`` is the word for "side" in what the pointer shows.

    A bar reaches to the least number and its whisker to the greatest. Where there are more months than columns could
    show, lines stand for the least and a band for what lies between.
    """
    base = alt.Chart(alt.InlineData(values=_rows(picture)))
    if picture.lying:
        layers, height = _bars(base, picture), _AXIS_HEIGHT + _ROW_HEIGHT * len(picture.labels)
    elif picture.dense:
        layers, height = _lines(base, picture), _COLUMN_HEIGHT
    else:
        layers, height = _columns(base, picture), _COLUMN_HEIGHT
    tooltip = [
        alt.Tooltip("label:N", title=picture.label_title),
        alt.Tooltip("name:N", title=side_title),
        alt.Tooltip("words:N", title=picture.value_title),
    ]
    made = alt.layer(*(layer.encode(tooltip=tooltip) for layer in layers)).properties(height=height)
    look = alt.Config(
        view=alt.ViewConfig(stroke=None), axis=alt.AxisConfig(labelColor=INK, titleColor=_QUIET, ticks=False)
    )
    return made.properties(config=look)


def _rows(picture: Picture) -> list[dict[str, Any]]:
    return [
        {
            "label": _isolated(label, picture),
            "at": at,
            "side": key,
            "name": _isolated(name, picture),
            "low": amount.low,
            "high": amount.high,
            "end": amount.high or 0,
            "spread": amount.high if amount.high != amount.low else None,
            "words": amount.words,
            "more": "+" if amount.open_ended else "",
        }
        for key, name, amounts in zip(_KEYS, picture.sides, picture.amounts, strict=True)
        for at, (label, amount) in enumerate(zip(picture.labels, amounts, strict=True))
        if amount is not None
    ]


def _isolated(words: str, picture: Picture) -> str:
    """Return words that keep their own order: the picture itself is laid out from the left in every language."""
    return f"\u2067{words}\u2069" if picture.right_to_left else words


def _labels(picture: Picture) -> list[str]:
    return [_isolated(label, picture) for label in picture.labels]


def _color() -> alt.Color:
    return alt.Color("side:N", scale=alt.Scale(domain=list(_KEYS), range=list(COLORS)), legend=None)


def _amounts(picture: Picture, *, reverse: bool = False, **more: Any) -> dict[str, Any]:
    # A scale without anything above 0 would put 0 into the middle.
    greatest = max((amount.high or 0 for side in picture.amounts for amount in side if amount), default=0)
    scale = alt.Scale(domainMin=0, domainMax=1, reverse=reverse) if greatest < 1 else alt.Scale(reverse=reverse)
    return {
        "title": _isolated(picture.value_title, picture),
        "scale": scale,
        "axis": alt.Axis(format=",d", tickMinStep=1, gridColor=_GRID, domain=False, **more),
    }


def _bars(base: alt.Chart, picture: Picture) -> list[alt.Chart]:
    left = picture.right_to_left
    rows = alt.Y(
        "label:N",
        sort=None,
        title=None,
        scale=alt.Scale(domain=_labels(picture), paddingInner=0.25),
        axis=alt.Axis(orient="right" if left else "left", labelLimit=_LABEL_WIDTH, domain=False),
    )
    beside = alt.YOffset("side:N", sort=list(_KEYS))
    low = alt.X("low:Q", **_amounts(picture, reverse=left))
    bars = base.mark_bar().encode(y=rows, yOffset=beside, x=low, color=_color())
    whiskers = base.mark_rule(color=INK, aria=False).encode(y=rows, yOffset=beside, x=low, x2="spread:Q")
    words = base.mark_text(align="right" if left else "left", dx=-5 if left else 5, color=INK).encode(
        y=rows, yOffset=beside, x=alt.X("end:Q"), text="words:N"
    )
    return [bars, whiskers.transform_filter("isValid(datum.spread)"), words]


def _months(picture: Picture) -> alt.X:
    return alt.X(
        "label:N",
        sort=None,
        title=_isolated(picture.label_title, picture),
        scale=alt.Scale(domain=_labels(picture), reverse=picture.right_to_left),
        axis=alt.Axis(
            values=[_labels(picture)[at] for at in picture.marked],
            labelAngle=-45 if max((len(label) for label in picture.labels), default=0) > 4 else 0,
            labelOverlap=True,
        ),
    )


def _columns(base: alt.Chart, picture: Picture) -> list[alt.Chart]:
    side = list(reversed(_KEYS)) if picture.right_to_left else list(_KEYS)
    months, beside = _months(picture), alt.XOffset("side:N", sort=side)
    low = alt.Y("low:Q", **_amounts(picture, orient="right" if picture.right_to_left else "left"))
    bars = base.mark_bar().encode(x=months, xOffset=beside, y=low, color=_color())
    whiskers = base.mark_rule(color=INK, aria=False).encode(x=months, xOffset=beside, y=low, y2="spread:Q")
    more = base.mark_text(dy=-7, color=INK).encode(x=months, xOffset=beside, y=alt.Y("end:Q"), text="more:N")
    return [bars, whiskers.transform_filter("isValid(datum.spread)"), more]


def _lines(base: alt.Chart, picture: Picture) -> list[alt.Chart]:
    months = _months(picture)
    low = alt.Y("low:Q", **_amounts(picture, orient="right" if picture.right_to_left else "left"))
    band = base.mark_area(opacity=0.25).encode(x=months, y=low, y2="high:Q", color=_color())
    dashes = alt.StrokeDash("side:N", scale=alt.Scale(domain=list(_KEYS), range=[[1, 0], [5, 3]]), legend=None)
    lines = base.mark_line(point={"size": 9}).encode(x=months, y=low, color=_color(), strokeDash=dashes)
    return [band, lines]
