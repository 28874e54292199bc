"""What a search finds, in which order, and the reasons it gives."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer, load_gazetteer
from geo.place import Place
from geo.search import LEAST_SIMILARITY, search

OWN = load_gazetteer()

# (question, id of the first match, words of its first reason)
FOUND = [
    ("الشحيل", "C5119", "same spelling"),
    ("شحيل", "C5119", "same spelling"),
    ("الشُّحَيْل", "C5119", "same spelling"),
    ("الشحيـــل", "C5119", "same spelling"),
    ("  الشحيل ", "C5119", "same spelling"),
    ("Shuhayl", "C5119", "same spelling"),
    ("shiheil", "C5119", "same spelling"),
    ("AL-SHUHAYL", "C5119", "same without the article"),
    ("ash shuhayl", "C5119", "same without the article"),
    ("بلدة الشحيل", "C5119", "head noun left out"),
    ("C5119", "C5119", "its place id"),
    ("c5119", "C5119", "its place id"),
    ("dz-haql-al-umar", "dz-haql-al-umar", "its place id"),
    ("الشحبل", "C5119", "similar (0.75, 1 edit)"),
    ("ذيبان", "C5202", "same spelling"),
    ("الذيبان", "C5202", "same without the article"),
    ("ذيبانن", "C5202", "similar"),
    ("ديرالزور", "C5086", "same spelling"),
    ("دير الزور", "C5086", "same spelling"),
    ("ديرزور", "C5086", "similar (0.86, 1 edit)"),
    ("ابوحمام", "C5174", "same without spaces"),
    ("البوكمال", "C5167", "same spelling"),
    ("العمر", "dz-haql-al-umar", "same spelling"),
    ("الثورة", "C5929", "same spelling"),
    ("Deir ez-Zor", "C5086", "same spelling"),
    ("T2", "dz-at-2", "same spelling"),
    ("تي تو", "dz-at-2", "same spelling"),
    ("واشنطن", "gn-4140963", "same spelling"),
]


@pytest.mark.parametrize(("text", "place_id", "reason"), FOUND)
def test_search_finds_first(gazetteer: Gazetteer, text: str, place_id: str, reason: str) -> None:
    first = search(gazetteer, text)[0]
    assert first.place.place_id == place_id
    assert first.reasons[0].startswith(reason)


@pytest.mark.parametrize("text", ["", " ", "؟!", "...", "ـــ", "xyzzy", "قسطنطينوبل"])
def test_what_is_no_name_finds_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert search(gazetteer, text) == []


def test_a_swap_of_letters_is_one_edit(mini: Gazetteer) -> None:
    best = search(mini, "النخلي")[0]
    assert (best.place.place_id, best.name) == ("C9001", "النخيل")
    assert best.score == pytest.approx(0.75 * 0.9)
    assert best.reasons == ("similar (0.75, 1 edit)", "official name")


def test_a_known_misspelling_is_similar_where_no_table_has_it() -> None:
    thiban = OWN["C5202"]
    official = tuple(name for name in thiban.names if name.kind == "official")
    places = [place for place in OWN if place.place_id in {"C5202", "C5211", "C5119"}]
    bare = Gazetteer(
        [dataclasses.replace(p, names=official if p is thiban else p.names, parent_id=None) for p in places]
    )
    best = search(bare, "ذبيان")[0]
    assert (best.place.place_id, best.name) == ("C5202", "ذيبان")
    assert best.reasons[0] == "similar (0.80, 1 edit)"


def test_every_homonym_is_shown_those_of_the_governorate_first(gazetteer: Gazetteer) -> None:
    exact = [match.place.place_id for match in search(gazetteer, "الكرامة") if match.score == 1]
    assert exact == ["C5198", "C5766"]
    two = {match.place.place_id for match in search(gazetteer, "الصالحية") if match.score == 1}
    assert two >= {"C5181", "dz-as-salihiyah"}


def test_units_are_found_behind_their_head_noun(gazetteer: Gazetteer) -> None:
    found = {match.place.place_id: match for match in search(gazetteer, "ذيبان")}
    assert found["SY090301"].score == 0.9
    assert found["SY090301"].reasons[0] == "same behind a head noun"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("جروان أبو الحبال", "guessed spelling"),
        ("العمال", "also an ordinary word: in texts it needs its head noun"),
        ("ضمان", "also an ordinary word: in texts it needs context"),
        ("الرز", "other name"),
        ("الشحيل", "official name"),
    ],
)
def test_reasons_tell_what_a_name_is_worth(gazetteer: Gazetteer, text: str, reason: str) -> None:
    assert reason in search(gazetteer, text)[0].reasons


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_the_limit_cuts_the_end(gazetteer: Gazetteer, limit: int) -> None:
    every = search(gazetteer, "الحسينية", limit=1000)
    assert search(gazetteer, "الحسينية", limit=limit) == every[:limit]


def test_a_limit_below_one_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        search(gazetteer, "الشحيل", limit=0)


@given(st.sampled_from(list(OWN)))
def test_every_place_is_found_by_each_of_its_names(place: Place) -> None:
    for name in place.names:
        full = {match.place.place_id for match in search(OWN, name.text, limit=100) if match.score == 1}
        assert place.place_id in full, name.text


@given(st.text(max_size=20))
def test_any_text_gives_ordered_scores_and_reasons(text: str) -> None:
    matches = search(OWN, text)
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert len({match.place.place_id for match in matches}) == len(matches)
    for match in matches:
        assert LEAST_SIMILARITY * 0.9 <= match.score <= 1
        assert match.reasons
