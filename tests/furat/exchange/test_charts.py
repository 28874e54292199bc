"""Charts as files: whole pictures in either language, whatever the names hold, and the same each time."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from furat.exchange.charts import COLORS, DENSE, Amount, Picture, chart_picture

NONE = Amount(None, None, False, "–")
ENGLISH = Picture(
    title="Killed by event type",
    value_title="Killed",
    label_title="Event type",
    sides=("A: 1 May 2024 – 30 Apr 2025", "B: 1 May 2025 – 30 Apr 2026"),
    labels=("Battles", "Protests", "Riots"),
    amounts=((Amount(12, 20, False, "12–20"), Amount(3, 3, True, "3+"), NONE), (Amount(7, 7, False, "7"), NONE, None)),
    lying=True,
    right_to_left=False,
    notes=("Fictional sample reports.",),
)
ARABIC = replace(
    ENGLISH,
    title="القتلى بحسب نوع الحدث",
    value_title="القتلى",
    label_title="نوع الحدث",
    sides=("أ: تنظيم الدولة", "ب: 1 أيار 2025 – 30 نيسان 2026"),
    labels=("معارك", "احتجاجات", "دير الزور · Deir ez-Zor"),
    right_to_left=True,
    notes=("تقارير نموذجية من نسج الخيال.",),
)


def months(picture, count):
    amounts = tuple(Amount(at % 5, at % 5 + 2, at % 3 == 0, str(at)) for at in range(count))
    return replace(
        picture, labels=tuple(f"أيار {1900 + at}" for at in range(count)), amounts=(amounts, amounts), lying=False
    )


PICTURES = {
    "english": ENGLISH,
    "arabic": ARABIC,
    "columns": months(ARABIC, 12),
    "lines": months(ENGLISH, DENSE + 1),
    "one month": months(ENGLISH, 1),
    "nothing known": replace(ENGLISH, amounts=((NONE,) * 3, (None,) * 3)),
    "no row": replace(ENGLISH, labels=(), amounts=((), ())),
    "no month": replace(ENGLISH, labels=(), amounts=((), ()), lying=False),
    "strange names": replace(ENGLISH, labels=(r"$\frac{1}", "<b>&amp;</b>", "x" * 200), title="$a$ <i>"),
}


def pixels(picture):
    with Image.open(io.BytesIO(chart_picture(picture, "png"))) as image:
        return np.asarray(image.convert("RGB"))


def columns_of(picture, color):
    """The columns of the picture that hold a color."""
    wanted = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
    return np.flatnonzero((pixels(picture) == wanted).all(axis=2).any(axis=0))


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("format", ["svg", "png"])
def test_a_picture_is_a_whole_file_and_the_same_each_time(picture, format):
    written = chart_picture(picture, format)
    assert written == chart_picture(picture, format)
    if format == "svg":
        drawing = ElementTree.fromstring(written)
        assert drawing.find(".//{http://purl.org/dc/elements/1.1/}title").text == picture.title
        assert not any("href" in key and not value.startswith("#") for e in drawing.iter() for key, value in e.items())
    else:
        assert pixels(picture).std() > 0


@pytest.mark.parametrize("picture", [ENGLISH, ARABIC, months(ARABIC, 12), months(ENGLISH, 50)])
@pytest.mark.parametrize("color", COLORS)
def test_both_sides_are_seen(picture, color):
    assert len(columns_of(picture, color)) > 10


def bar(picture, low, high):
    """The columns of a bar of the first side, beside one of 24 on the other."""
    amounts = ((Amount(low, high, False, ""), None, None), (None, Amount(24, 24, False, ""), None))
    return columns_of(replace(picture, amounts=amounts), COLORS[0])


def test_bars_begin_where_one_begins_to_read():
    middle = pixels(ENGLISH).shape[1] / 2
    assert bar(ENGLISH, 3, 3).max() < middle < bar(ARABIC, 3, 3).min()


def test_a_bar_reaches_to_the_least_number():
    least, same, more = (len(bar(ENGLISH, *ends)) for ends in ((12, 12), (12, 24), (24, 24)))
    assert abs(least - same) <= 3
    assert more > 1.5 * least


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="gif"):
        chart_picture(ENGLISH, "gif")
