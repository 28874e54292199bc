"""The dictionary scan against a slow reference, and what may stand before and after a form."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic.folding import fold_text
from arabic.tokens import PROCLITICS
from extraction.phrases import BARE_PROCLITICS, Hit, PhraseIndex, longest


def scan(forms, text, *, article=False, glued=()):
    index = PhraseIndex([(form, form) for form in forms], article=article, glued=glued)
    return sorted((hit.prefix, text[hit.start : hit.end]) for hit in index.scan(text + " "))


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("الشحيل", "في الشحيل امس", [("", "الشحيل")]),
        ("الشحيل", "الشحيل", [("", "الشحيل")]),
        ("الشحيل", "والشحيل", [("و", "الشحيل")]),
        ("الشحيل", "بالشحيل", [("ب", "الشحيل")]),
        ("الشحيل", "وبالشحيل", [("وب", "الشحيل")]),
        ("الشحيل", "فالشحيل", [("ف", "الشحيل")]),
        ("الشحيل", "كالشحيل", [("ك", "الشحيل")]),
        ("الشحيل", "للشحيل", [("ل", "لشحيل")]),
        ("الشحيل", "وللشحيل", [("ول", "لشحيل")]),
        ("الشحيل", "فللشحيل", [("فل", "لشحيل")]),
        ("الشحيل", "بللشحيل", []),
        ("الشحيل", "الشحيلي", []),
        ("الشحيل", "الشحيلات", []),
        ("الشحيل", "مالشحيل", []),
        ("الشحيل", "شحيل", []),
        ("ذيبان", "بذيبان", [("ب", "ذيبان")]),
        ("ذيبان", "الذيبان", []),
        ("ذيبان", "بالذيبان", []),
        ("ذيبان", "للذيبان", []),
        ("ذيبان", "سذيبان", []),
        ("هجين", "تهجين", []),
        ("هجين", "هجينة", []),
        ("دير الزور", "بدير الزور", [("ب", "دير الزور")]),
        ("دير الزور", "دير الزورية", []),
        ("دير الزور", "دير  الزور", []),
        ("البو كمال", "للبو كمال", [("ل", "لبو كمال")]),
        ("دير الزور", "دير الزور دير الزور", [("", "دير الزور")] * 2),
        ("أبو حمام", "ابو حمام", [("", "ابو حمام")]),  # forms are folded
    ],
)
def test_boundaries_and_proclitics_of_names(form, text, expected):
    assert scan([form], text) == sorted(expected)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("هجوم", "الهجوم", [("ال", "هجوم")]),
        ("هجوم", "والهجوم", [("وال", "هجوم")]),
        ("هجوم", "بالهجوم", [("بال", "هجوم")]),
        ("هجوم", "للهجوم", [("لل", "هجوم")]),
        ("هجوم", "وبهجوم", [("وب", "هجوم")]),
        ("يهاجم", "سيهاجم", [("س", "يهاجم")]),
        ("هاجم", "مهاجم", []),
        ("هجوم", "هجومه", []),
    ],
)
def test_words_may_take_an_article_that_is_not_theirs(form, text, expected):
    assert scan([form], text, article=True) == expected


@pytest.mark.parametrize(("text", "expected"), [("قريهالزر", [("قريه", "الزر")]), ("بقريهالزر", []), ("حيالزر", [])])
def test_words_listed_may_be_glued_to_a_form(text, expected):
    assert scan(["الزر"], text, glued=("قريه",)) == expected


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (["دير الزور", "ريف دير الزور", "ريف دير الزور الشرقي"], "في ريف دير الزور الشرقي", ["ريف دير الزور الشرقي"]),
        (["الباغوز", "الباغوز فوقاني"], "في الباغوز فوقاني", ["الباغوز فوقاني"]),
        (["حقل العمر", "العمر"], "قرب حقل العمر", ["حقل العمر"]),
        (["الشحيل", "البصيره"], "الشحيل والبصيره", ["الشحيل", "البصيره"]),
        (["جسر الميادين", "الميادين الجديده"], "جسر الميادين الجديده", ["الميادين الجديده"]),
        (["ا ب", "ب ج"], "ا ب ج", ["ا ب"]),  # of equals the first
    ],
)
def test_the_longest_of_overlapping_forms_is_kept(forms, text, expected):
    index = PhraseIndex([(form, form) for form in forms], article=False)
    assert [hit.payload for hit in longest(index.scan(text + " "))] == expected


def test_one_form_may_mean_several_things():
    index = PhraseIndex([("الصالحية", 1), ("الصالحيه", 2), ("الصالحية", 1)], article=False)
    assert [hit.payload for hit in index.scan("في الصالحيه ")] == [1, 2]


def test_an_index_without_forms_finds_nothing():
    assert list(PhraseIndex([], article=True).scan("في الشحيل ")) == []


def slow_scan(forms, plain, prefixes):
    """Look at every form at every place: what the automaton must give, without it."""
    found = set()
    for form in forms:
        spellings = [(form, 0)]
        if form.startswith("ال") and "لل" + form[2:] not in forms:
            spellings.append(("لل" + form[2:], 1))
        for spelling, contracted in spellings:
            for start in range(len(plain)):
                end = start + len(spelling)
                if plain[start:end] != spelling or plain[end : end + 1] != " ":
                    continue
                prefix = plain[:start].split(" ")[-1]
                allowed = ("", "و", "ف") if contracted else ("", *prefixes)
                if prefix in allowed:
                    found.add((start + contracted, end, prefix + "ل" * contracted, form))
    return found


LETTERS = (
    st.text(alphabet=st.sampled_from("البوفسكحر "), min_size=1, max_size=7)
    .map(lambda s: " ".join(s.split()))
    .filter(lambda s: s and fold_text(s) == s and not (s.startswith("ال") and len(s) < 5))
)


@settings(max_examples=300)
@given(
    st.lists(LETTERS, min_size=1, max_size=6, unique=True),
    st.lists(st.text(alphabet=st.sampled_from("البوفسكحر "), max_size=12), max_size=6),
    st.booleans(),
    st.data(),
)
def test_the_scan_agrees_with_a_slow_reference(forms, pieces, article, data):
    prefixes = PROCLITICS if article else BARE_PROCLITICS
    chosen = [data.draw(st.sampled_from(sorted(prefixes | {""}))) + data.draw(st.sampled_from(forms)) for _ in pieces]
    plain = " ".join(part for pair in zip(pieces, chosen, strict=True) for part in pair) + " "
    index = PhraseIndex([(form, form) for form in forms], article=article)
    got = [(hit.start, hit.end, hit.prefix, hit.payload) for hit in index.scan(plain)]
    assert len(got) == len(set(got))
    assert set(got) == slow_scan(forms, plain, prefixes)


HITS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=15)


@given(HITS)
def test_what_is_kept_does_not_overlap_and_holds_a_longest_hit(ranges):
    hits = [Hit(start, start + length, "", None) for start, length in ranges]
    kept = longest(hits)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert set(kept) <= set(hits)
    assert max((h.end - h.start for h in hits), default=0) == max((h.end - h.start for h in kept), default=0)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("استهدفوا دوريتهم", ["military"]),
        ("أحرقوا خيمتها", ["civil"]),
        ("هددوه بسجنه", []),
        ("فرقوا تجمعهم", []),
        ("وصلوا إلى موقعه", []),
    ],
)
def test_a_thing_may_bear_a_pronoun_unless_it_then_means_something_else(material, text, kinds):
    assert [thing.key for thing in material(text).terms.objects] == kinds
