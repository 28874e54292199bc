"""Numbers in digits and words, ordinals of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.folding import fold_text
from arabic.numerals import parse_number, parse_ordinal


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("ثلاثة وعشرون قتيلاً", 23, 2),
        ("أحد عشر شخصاً", 11, 2),
        ("اثني عشر", 12, 2),
        ("سبعة عشر مدنياً", 17, 2),
        ("مئة وخمسة", 105, 2),
        ("مائة", 100, 1),
        ("ثلاثمئة", 300, 1),
        ("ثلاث مئة", 300, 2),
        ("مئتين وثلاثة وعشرين", 223, 3),
        ("٥٧ قتيلاً", 57, 1),
        ("1,204", 1204, 1),
        ("ألفين", 2000, 1),
        ("خمسة آلاف", 5000, 2),
        ("150 ألف ليرة", 150_000, 2),
        ("مئة وخمسين ألفاً", 150_000, 3),
        ("ثلاثة وخمسة جرحى", 3, 1),
        ("عشرة وجرح آخرين", 10, 1),
    ],
)
def test_reads_numbers(text: str, value: int, words: int) -> None:
    assert parse_number(fold_text(text).split()) == (value, words)


@pytest.mark.parametrize("text", ["عنصر", "عشرات القتلى", "", "الأحد"])
def test_no_number(text: str) -> None:
    assert parse_number(fold_text(text).split()) is None


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("السادس من", 6, 1),
        ("الثاني عشر من", 12, 2),
        ("الحادي عشر", 11, 2),
        ("الخامس والعشرين", 25, 2),
        ("الحادي والعشرين", 21, 2),
        ("العشرين من", 20, 1),
        ("الحادي والثلاثين", 31, 2),
    ],
)
def test_reads_ordinals(text: str, value: int, words: int) -> None:
    assert parse_ordinal(fold_text(text).split()) == (value, words)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_read_as_written(number: int) -> None:
    assert parse_number([str(number)]) == (number, 1)
