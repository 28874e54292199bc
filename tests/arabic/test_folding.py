"""Folding: one spelling for many, with a map back to the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.folding import fold, fold_text

ARABIC = st.text(
    alphabet=st.sampled_from('ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة ـ.،"“”#_1٣\u200f\u064e\ufefb\n'), max_size=60
)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("قتـ ـل", "قتل"),
        ("قت ـل", "قتل"),
        ("هجـ.ـوم", "هجوم"),
        ("ميـ.ليشيا", "ميليشيا"),
        ("دا.عش", "داعش"),
        ("د1عش", "داعش"),
        ("عاااجل", "عاجل"),
        ("لـ “قسد”", "لقسد"),
        ("لـ قسد", "لقسد"),
        ("بـ#الشحيل", "بالشحيل"),
        ("لـ”الحرس", "لالحرس"),
        ("في#الشحيل", "في الشحيل"),
        ("#دير_الزور", "دير الزور"),
        ("ﻻ", "لا"),
        ("مُحَمّد", "محمد"),
        ("أإآٱ", "اااا"[:1]),
        ("مؤتة مئة", "موته ميه"),
        ("۱۲ و٣٤", "12 و34"),
        ("کوباني گ", "كوباني ك"),
        ("الزور\u200f،", "الزور،"),
        ("ديـــر", "دير"),
        ("ﷺ", "ﷺ"),
        ("السوق.قال مصدر", "السوق.قال مصدر"),
        ("د.علي", "د.علي"),
    ],
)
def test_folds(raw: str, folded: str) -> None:
    assert fold_text(raw) == folded


def test_span_maps_back_to_the_raw_text() -> None:
    raw = "في بلدة «الشـُّـحيل» أمس"
    folded = fold(raw)
    start = folded.text.index("الشحيل")
    low, high = folded.raw_span(start, start + len("الشحيل"))
    assert raw[low:high] == "الشـُّـحيل"


def test_presentation_ligature_maps_to_its_one_raw_character() -> None:
    raw = "ﻗﺘﻼن"
    folded = fold(raw)
    assert folded.text == "قتلان"
    assert folded.raw_span(2, 4) == (2, 3)


def test_empty_span_at_the_end() -> None:
    folded = fold("اب")
    assert folded.raw_span(2, 2) == (2, 2)


@given(ARABIC)
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text).text
    assert fold(fold(once).text).text == fold(once).text


@given(st.text(max_size=80))
def test_offsets_are_increasing_and_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert all(a <= b for a, b in zip(folded.offsets, folded.offsets[1:], strict=False))
    assert all(0 <= offset < len(text) for offset in folded.offsets)
