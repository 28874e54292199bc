"""Which spellings are no safe name by themselves."""

import pytest

from extraction.lexicon import load_lexicon
from extraction.toponyms.ordinary import why_ordinary

LEXICON = load_lexicon()


@pytest.mark.parametrize("text", ["الزر", "زر", "زُرّ", "T2", "الـزر"])
def test_a_short_name_whatever_is_written_around_its_letters(text):
    assert "three letters" in why_ordinary(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    ["الاشتباكات", "قَتَلوا", "الشرطة", "بلدة", "مزرعة", "المزرعة", "محيط", "فيصل", "قناة", "قوات سوريا الديمقراطية"],
)
def test_an_ordinary_word_or_the_name_of_an_actor(text):
    assert "ordinary word" in why_ordinary(text, LEXICON)


@pytest.mark.parametrize("text", ["عرزالة", "الشحيل", "خربة عرزالة", "محيط عرزالة", "Arzalah"])
def test_a_name(text):
    assert why_ordinary(text, LEXICON) is None
