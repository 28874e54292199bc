"""Sentences, paragraphs and bullets, and the way back to the raw text."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic.folding import fold_text
from extraction.document import prepare, within
from extraction.types import Report


def document_of(text):
    return prepare(Report("r", text))


def raw_sentences(text):
    document = document_of(text)
    spans = [document.span(sentence.start, sentence.end) for sentence in document.sentences]
    return [" ".join(text[span.start : span.end].split()) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقع انفجار. أصيب شخصان.", "وقع انفجار.|أصيب شخصان."),
        ("وقع انفجار.أصيب شخصان.", "وقع انفجار.|أصيب شخصان."),
        ("هل وقع انفجار؟ نعم، وقع.", "هل وقع انفجار؟|نعم، وقع."),
        ("يا للهول! سقط منزل.", "يا للهول!|سقط منزل."),
        ("قيل الكثير... ثم سكت الجميع.", "قيل الكثير...|ثم سكت الجميع."),
        ("قيل الكثير… ثم سكت الجميع.", "قيل الكثير…|ثم سكت الجميع."),
        ("وقع انفجار؛ أصيب شخصان.", "وقع انفجار؛|أصيب شخصان."),
        ("وقع انفجار; أصيب شخصان.", "وقع انفجار;|أصيب شخصان."),
        ("وقع انفجار في السوق\nأصيب شخصان", "وقع انفجار في السوق|أصيب شخصان"),
        ("وقع انفجار في السوق\n\nأصيب شخصان", "وقع انفجار في السوق|أصيب شخصان"),
        ("وقع انفجار في السوق\r\nأصيب شخصان", "وقع انفجار في السوق|أصيب شخصان"),
        ("يبعد 3.5 كيلومتر عن النهر", "يبعد 3.5 كيلومتر عن النهر"),
        ("يبعد ٣.٥ كيلومتر عن النهر", "يبعد ٣.٥ كيلومتر عن النهر"),
        ("وقع في 18.11.2022 قرب النهر", "وقع في 18.11.2022 قرب النهر"),
        ("قال س. ص. إن الانفجار كبير", "قال س. ص. إن الانفجار كبير"),
        ("قال د. سمير إن الانفجار كبير", "قال د. سمير إن الانفجار كبير"),
        ("الضحية هو م. ع وعمره ثلاثون", "الضحية هو م. ع وعمره ثلاثون"),
        ("قال المصدر: وقع انفجار، ثم هدوء", "قال المصدر: وقع انفجار، ثم هدوء"),
        ("بلا نقطة ولا فاصلة حتى النهاية", "بلا نقطة ولا فاصلة حتى النهاية"),
        ("جُرح 12. وقُتل 3.", "جُرح 12.|وقُتل 3."),
        ("1. وقع انفجار\n2. أصيب شخصان", "1. وقع انفجار|2. أصيب شخصان"),
        ("بلغ العدد\n12 مصاب", "بلغ العدد|12 مصاب"),
    ],
)
def test_sentences(text, expected):
    assert raw_sentences(text) == expected.split("|")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "🔴", "؟!"])
def test_text_without_a_word_is_one_empty_sentence(text):
    (sentence,) = document_of(text).sentences
    assert sentence.first == sentence.last == 0


@pytest.mark.parametrize(
    ("mark", "bullet"),
    [
        (mark, True)
        for mark in [
            "- ",
            "-",
            "• ",
            "▪ ",
            "◄ ",
            "🔹 ",
            "🔴 ",
            "* ",
            "– ",
            "● ",
            "1- ",
            "3) ",
            "2. ",
            "١. ",
            "١- ",
            "٢) ",
        ]
    ]
    + [(mark, False) for mark in ["", "«", "(", "3 ", '"', "**"]],
)
def test_a_bullet_opens_an_item(mark, bullet):
    document = document_of(f"أخبار اليوم:\n{mark}انفجار في السوق\n{mark}اشتباك قرب الجسر")
    assert [sentence.bullet for sentence in document.sentences][-1] is bullet
    assert len({sentence.paragraph for sentence in document.sentences}) == 3


WRAPPED = """انفجرت عبوة ناسفة زرعها مجهولون على الطريق العام
المؤدي إلى السوق الشعبي صباح اليوم ما أسفر عن إصابة
سائق شاحنة بجروح بليغة نقل على إثرها إلى المشفى
القريب فيما طوقت دورية المكان وبحثت عن عبوات أخرى
ولم تعثر على شيء. وعاد الهدوء إلى المنطقة بعد ساعة
وفتح الأهالي الطريق من جديد"""


def test_hard_wrapped_lines_end_no_sentence():
    assert len(raw_sentences(WRAPPED)) == 2


def test_an_empty_line_parts_hard_wrapped_paragraphs():
    assert len(raw_sentences(f"{WRAPPED}\n\n{WRAPPED}")) == 4


NARROW = "انفجرت عبوة قرب السوق\nصباح اليوم فأصيب سائق\nونقل إلى المشفى."


def test_a_post_in_narrow_paragraphs_is_unwrapped():
    assert len(raw_sentences("\n\n".join([NARROW] * 3))) == 3


def test_short_lines_are_no_wrapped_text():
    assert len(raw_sentences("انفجار في السوق\nاشتباك قرب الجسر\nحريق في المخيم\nمظاهرة في الحي\nهدوء في الريف")) == 5


def test_items_are_no_wrapped_text():
    lines = [f"- خبر رقم {n} عن انفجار عبوة ناسفة على الطريق العام في المنطقة" for n in range(1, 8)]
    assert len(raw_sentences("\n".join(lines))) == 7


WORDS = [
    "انفجرت",
    "عُبوةٌ",
    "نـــاسفة",
    "قتـ ـل",
    "هجـ.ـوم",
    "«الشحيل»",
    "#دير_الزور",
    "لـ“قسد”",
    "٣",
    "12",
    "بلدة",
    "د1عش",
    "USA",
]
GAPS = [" ", "  ", "، ", ". ", "\n", " - ", "\u200f ", "؟ "]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=30))
def test_every_token_is_its_raw_words_folded(parts):
    text = "".join(word + gap for word, gap in parts)
    document = document_of(text)
    for index, word in enumerate(document.words):
        assert fold_text(document.raw(index)).strip() == word


@given(st.text(alphabet=st.sampled_from('ابتثجحخدسعمقلهويةأإ ـ.،؛:!؟\n\r\t«»"#_-٣4د\u200f\u064e'), max_size=200))
def test_sentences_cover_all_tokens_in_order(text):
    document = document_of(text)
    covered = [index for sentence in document.sentences for index in range(sentence.first, sentence.last)]
    assert covered == list(range(len(document.words)))
    assert len(document.text) == len(document.plain) - 1
    for sentence in document.sentences:
        for index in range(sentence.first, sentence.last):
            assert document.sentence_of[index] == sentence
            assert document.token_at(document.starts[index]) == index
    for index in range(len(document.words)):
        span = document.span_of(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)


def test_names_come_back_as_they_were_written():
    text = "قُتـ ـل مدني في بلـــدة #الشحيل."
    document = document_of(text)
    assert [document.raw(index) for index in range(len(document.words))] == [
        "قُتـ ـل", "مدني", "في", "بلـــدة", "الشحيل",
    ]  # fmt: skip


ANY_TEXT = st.text(alphabet=st.sampled_from('ابتثوقل 12,.،؛:!؟\n-"#_Ab'), max_size=80)


@given(ANY_TEXT)
def test_the_plain_text_has_letters_and_digits_in_their_places(text):
    document = document_of(text)
    assert document.plain == re.sub("[^\u0621-\u063a\u0641-\u064a0-9A-Za-z]", " ", document.text) + " "


@given(ANY_TEXT)
def test_tokens_and_gaps_make_the_text(text):
    document = document_of(text)
    told = "".join(gap + word for gap, word in zip(document.gaps, document.words, strict=True))
    assert document.text.startswith(told)
    assert document.pauses == [index for index, gap in enumerate(document.gaps) if gap != " "]
    assert [document.word(index) for index in (-1, len(document.words))] == ["", ""]


@given(st.lists(st.integers(0, 20)).map(sorted), st.integers(-1, 21), st.integers(-1, 21))
def test_within_gives_what_begins_in_a_range(firsts, first, last):
    items = [SimpleNamespace(first=at) for at in firsts]
    assert within(items, first, max(first, last)) == [item for item in items if first <= item.first < max(first, last)]
