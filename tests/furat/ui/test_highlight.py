"""Marks in a report: the right words, and every character shown as text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from furat.ui.highlight import GROUPS, Mark, group_of, highlighted, marks_of


class _Reader(HTMLParser):
    """Reads HTML back: the text, the text under each class, and the elements used."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.under, self.tags = "", [], {}, set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "br":
            self.handle_data("\n")
        else:
            self.open.append(dict(attrs).get("class", ""))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.text += data
        for classes in self.open:
            for name in classes.split():
                self.under[name] = self.under.get(name, "") + data


def read(markup):
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    return reader


def test_marks_and_passage():
    text = "قتل عنصران في الشحيل أمس. لا شيء هنا."
    marks = [Mark(4, 10, "casualties", "killed · dual"), Mark(14, 20, "place", "place · exact")]
    found = read(highlighted(text, marks, (0, 25)))
    assert found.text == text
    assert found.under["f-casualties"] == "عنصران"
    assert found.under["f-place"] == "الشحيل"
    assert found.under["f-passage"] == text[:25]


@pytest.mark.parametrize(
    ("passage", "more", "told"),
    [
        (None, [(0, 2), (4, 6)], "abef"),
        ((0, 2), [(4, 6)], "abef"),
        (None, [(0, 3), (2, 5)], "abcde"),
        (None, [(4, 6), (0, 2), (0, 2)], "abef"),
        (None, [(3, 3), (5, 90), (-4, 1)], "af"),
        (None, [], ""),
    ],
)
def test_the_passages_of_several_incidents_are_set_off(passage, more, told):
    found = read(highlighted("abcdef", [Mark(1, 5, "place", "x")], passage, more=more))
    assert (found.text, found.under.get("f-passage", "")) == ("abcdef", told)


def test_overlapping_marks_show_the_shorter_and_name_both():
    markup = highlighted("abcdef", [Mark(0, 6, "type", "event"), Mark(2, 4, "casualties", "killed")])
    found = read(markup)
    assert (found.under["f-type"], found.under["f-casualties"]) == ("abef", "cd")
    assert 'title="killed; event">cd' in markup


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "${alert(1)} `x`",
    "</mark></div><b>",
    "javascript:alert(1)",
    "&lt;already&gt;",
    "\u202eمقلوب\u202c \u2066x\u2069",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    found = read(highlighted(text, [Mark(0, 3, "place", text)], (1, len(text))))
    assert found.tags <= {"mark", "span", "br"}
    assert re.sub(r"\[U\+[0-9A-F]{4}\]", "", found.text) == re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def test_direction_overrides_are_shown_not_obeyed():
    assert "[U+202E]" in highlighted("a\u202eb", []) and "\u202e" not in highlighted("a\u202eb", [])


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\x00"), max_size=40),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50), st.sampled_from(GROUPS)), max_size=6),
    st.tuples(st.integers(-5, 50), st.integers(-5, 50)),
)
def test_marks_never_change_the_text(text, ranges, passage):
    marks = [Mark(start, end, group, "t") for start, end, group in ranges]
    shown = re.sub(r"\[U\+[0-9A-F]{4}\]", "", read(highlighted(text, marks, passage)).text)
    plain = re.sub(r"\[U\+[0-9A-F]{4}\]", "", re.sub("[\u202a-\u202e\u2066-\u2069]", "", text))
    assert shown == plain


@pytest.mark.parametrize(
    ("field", "group"),
    [
        ("place", "place"),
        ("place_id", "place"),
        ("date_start", "date"),
        ("date", "date"),
        ("perpetrators", "actor"),
        ("claimed_by", "actor"),
        ("killed", "casualties"),
        ("killed_low", "casualties"),
        ("injured_high", "casualties"),
        ("sub_event_type", "type"),
        ("weapons", "type"),
        ("something_new", "other"),
    ],
)
def test_groups(field, group):
    assert group_of(field) == group


def test_spans_of_a_record():
    assert marks_of([{"field": "killed", "start": 1, "end": 3, "rule": "count.dual"}]) == [
        Mark(1, 3, "casualties", "killed · count.dual", "killed-0")
    ]


def test_each_value_of_a_list_has_words_of_its_own():
    spans = [{"field": "targets", "start": at, "end": at + 1, "rule": "r"} for at in (0, 2)]
    assert [mark.keys for mark in marks_of(spans)] == [("targets", "targets-0"), ("targets", "targets-1")]


def test_a_piece_bears_the_keys_of_all_values_that_its_words_say():
    marks = [Mark(0, 6, "type", "event", "event_type-0"), Mark(2, 4, "casualties", "killed", "killed-0")]
    found = read(highlighted("abcdef", marks))
    assert found.under["f-of-killed"] == "cd"
    assert found.under["f-of-event_type-0"] == "abcdef"


def test_a_field_cannot_smuggle_markup_into_a_class():
    spans = [{"field": '"><img src=x>', "start": 0, "end": 1, "rule": "r"}]
    assert read(highlighted("abc", marks_of(spans))).tags == {"mark"}


@pytest.mark.parametrize(
    ("text", "marks", "passage", "before"),
    [
        ("قال إنه بالشحيل", [Mark(9, 15, "place", "t", "place-0")], (0, 15), "قال إنه "),  # never inside a word
        ("ab cd ab", [Mark(0, 2, "place", "t", "place-0"), Mark(6, 8, "place", "t", "place-1")], (5, 8), "ab cd "),
        ("ab cd ab", [Mark(0, 2, "place", "t", "place-0")], (5, 8), ""),
    ],
    ids=["mid-word", "passage-first", "outside"],
)
def test_a_value_can_be_scrolled_to_where_its_words_stand(text, marks, passage, before):
    markup = highlighted(text, marks, passage, anchors=True)
    at = re.search(r'<span class="[^"]*f-at-place[ "][^>]*></span>', markup)
    assert re.sub("<[^>]*>", "", markup[: at.start()]) == before
    assert read(markup).text == text


def test_a_word_of_a_megabyte_may_be_broken_and_loses_nothing():
    text = f"قبل {'طويل' * 250_000} بعد"
    written = highlighted(text, [])
    assert max(len(part) for part in re.split(r"<wbr>| ", written)) == 200
    assert written.replace("<wbr>", "") == text


def test_words_as_people_write_them_are_not_broken():
    assert "<wbr>" not in highlighted("ا" * 200 + " " + "ب" * 200, [])
