"""Pictures of the map: the same bytes every time, words as words, Arabic joined, and nothing that could run."""

import io
import struct
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import matplotlib
import pytest
from sheets import HOSTILE, arabic, area, feature, sheet

from geo import picture
from geo.layers import MapLabel
from geo.picture import filled, png, svg
from geo.picture_names import draw_names
from geo.picture_pen import Pen, drawable
from geo.sheet import plain

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {"svg", "title", "desc", "metadata", "defs", "style", "g", "path", "use", "clipPath", "rect"}


def written(made):
    """The texts on a picture, with their boxes in points."""
    pen = Pen(10, 10, right_to_left=False)
    return [(text.get_text(), pen.box(text)) for text in made.texts]


def names_on(made):
    return [text.get_text().strip("\u200e\u200f") for text in made.texts if text.get_zorder() == 30]


@pytest.mark.parametrize("make", [png, svg])
@pytest.mark.parametrize("of", [sheet, arabic], ids=["en", "ar"])
def test_the_bytes_are_the_same_every_time(make, of):
    assert make(of()) == make(of())


@pytest.mark.parametrize("make", [png, svg])
def test_several_threads_get_what_one_gets(make):
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: make(sheet()), range(4)))) == 1


@pytest.mark.parametrize("make", [png, svg])
def test_settings_of_the_process_change_nothing_and_are_left_alone(make):
    before = make(sheet())
    own = {"font.size": 30.0, "svg.fonttype": "none", "axes.facecolor": "red", "text.parse_math": True}
    with matplotlib.rc_context(own):
        assert make(sheet()) == before
        assert {key: matplotlib.rcParams[key] for key in own} == own


@pytest.mark.parametrize("dpi", [72, 200])
def test_a_png_is_as_large_as_asked(dpi):
    made = png(sheet(), dpi)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made[16:24]) == (int(842 / 72 * dpi), int(640 / 72 * dpi))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_drawn_as_words(hostile):
    """No formula is read, no element made; what the font lacks is a sign for itself, without a complaint."""
    root = ElementTree.fromstring(svg(sheet(hostile)))
    assert {element.tag.removeprefix(SVG) for element in root.iter() if element.tag.startswith(SVG)} <= DRAWING
    for element in root.iter():
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on")
            assert not key.endswith("href") or value.startswith("#")
    assert root.findtext(f"{SVG}title") == plain(hostile)
    assert png(sheet(hostile), 50)


def test_an_svg_names_no_address_but_namespaces_and_no_date():
    text = svg(sheet()).decode()
    assert "DOCTYPE" not in text
    assert "<dc:date" not in text
    root = ElementTree.fromstring(text)
    assert "Incidents: 3" in root.findtext(f"{SVG}desc")
    addresses = [value for element in root.iter() for value in element.attrib.values() if "://" in value]
    assert addresses == ["http://purl.org/dc/dcmitype/StillImage"]


def test_a_dollar_sign_is_a_dollar_sign():
    pen = Pen(100, 100, right_to_left=False)
    assert pen.width("$x$", 10) > pen.width("x", 10) + 8


def test_arabic_letters_are_joined():
    pen = Pen(100, 100, right_to_left=True)
    assert pen.width("سسس", 20) < 0.9 * sum(pen.width(letter, 20) for letter in "سسس")


@pytest.mark.parametrize("right_to_left", [True, False])
def test_lines_begin_where_their_language_does(right_to_left):
    made = picture._drawn(sheet("Title", right_to_left=right_to_left))
    (left, _, right, _) = next(box for text, box in written(made) if text.endswith("Title"))
    assert (right > 780) == right_to_left
    assert (left < 60) != right_to_left


def test_what_the_font_lacks_is_replaced_and_the_line_has_its_direction():
    assert drawable("地 الشحيل", right_to_left=True) == "\u200f\ufffd الشحيل"
    assert drawable("a", right_to_left=False) == "\u200ea"


def test_long_text_is_cut_not_pushed_off_the_page():
    made = picture._drawn(sheet("word " * 3000, title="x" * 5000))
    boxes = [box for _, box in written(made)]
    assert min(box[0] for box in boxes) > 0 and max(box[2] for box in boxes) < picture.WIDTH
    assert min(box[1] for box in boxes) > 0 and max(box[3] for box in boxes) < picture.HEIGHT
    assert made.axes[0].get_window_extent().height > 150


def test_names_stand_clear_of_each_other():
    crowd = tuple(
        feature(f"Place{number} · مكان{number}", (35.0 + number / 300, 40.4), radius=5.0) for number in range(40)
    )
    made = picture._drawn(sheet(features=crowd))
    named = [box for text, box in written(made) if "Place" in text]
    assert 3 < len(named) < 40
    for number, one in enumerate(named):
        for other in named[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_places_with_most_incidents_are_named_first():
    many = feature("Many · كثير", (35.0, 40.4), radius=20.0)
    few = tuple(feature(f"Few{n} · قليل", (35.0 + n / 500, 40.4), radius=4.0) for n in range(1, 30))
    assert names_on(picture._drawn(sheet(features=(*few, many))))[2] == "Many"  # behind the city of the background


def test_a_figure_is_written_where_the_names_find_no_room():
    one = area("A very long name of a sub-district · اسم طويل · 12")
    other = area("Another long name of a sub-district · اسم آخر · 77", fill_opacity=0.2)
    made = names_on(picture._drawn(sheet(features=(one, other))))
    assert {"12", "77"} <= set(made)
    assert "Another long name of a sub-district" not in made


def test_no_name_reaches_out_of_the_map():
    pen = Pen(842, 640, right_to_left=False)
    axes = pen.figure.add_axes((0.1, 0.1, 0.8, 0.8))
    axes.set(xlim=(39, 41), ylim=(34, 36))
    draw_names(
        [],
        [MapLabel(34.0, 40.0, "Edge", "", 5, "city"), MapLabel(30, 30, "Far", "", 5, "city")],
        pen,
        axes,
        (),
        pixel=1,
    )
    for text in pen.figure.texts:
        assert pen.box(text)[1] > axes.get_window_extent().y0


def test_a_place_without_incidents_has_a_dot_and_one_with_them_none():
    circles = [
        artist
        for artist in picture._drawn(sheet(features=(feature(at=(35.33, 40.14)),))).artists
        if artist.get_zorder() == 29
    ]
    assert len(circles) == 1  # Sur; the city is drawn as a circle of its own


@pytest.mark.parametrize("ratio", [0.5, 1.0, 2.5])
def test_the_frame_fills_the_page_and_keeps_what_it_held(ratio):
    (south, west), (north, east) = filled(((34.0, 40.0), (35.0, 41.0)), ratio)
    assert south <= 34.0 and west <= 40.0 and north >= 35.0 and east >= 41.0
    assert (east - west) * 0.824 / (north - south) == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize(
    ("bounds", "label"),
    [
        (((34.9, 40.0), (35.1, 40.5)), "5 km"),
        (((34.15, 39.05), (36.15, 41.45)), "50 km"),
        (((-60, -179), (75, 179)), "km"),
    ],
)
def test_the_bar_of_the_scale_is_round_and_about_a_fifth_of_the_map(bounds, label):
    made = picture._drawn(sheet(bounds=bounds))
    (text,) = [text.get_text() for text in made.texts if text.get_text().endswith(" km")]
    assert text.endswith(label)
    bar = next(artist for artist in made.artists if artist.get_zorder() == 41)
    assert 0.07 < (max(bar.get_xdata()) - min(bar.get_xdata())) / 798 <= 0.2001


def test_a_legend_of_any_length_takes_rows_of_its_own():
    legend = sheet().legend * 12
    made = picture._drawn(sheet("words", legend=legend))
    assert sum(text.get_text().endswith("10") for text in made.texts) == 12
    assert all(box[2] < picture.WIDTH for _, box in written(made))


def test_a_sheet_without_anything_is_drawn():
    assert png(sheet(features=(), legend=(), notes=(), notice=""), 50)
    assert io.BytesIO(svg(sheet(features=(), legend=(), legend_title="")))
