"""Cards and facts: what is unknown says so, and nothing in a value can become markup."""

import builders
import pytest

from extraction.types import Estimate
from furat.store.frame import incident_frame, texts
from furat.ui import cards
from furat.ui.controls import plain
from furat.ui.names import Names
from furat.ui.texts import load_texts

ACTORS = {"sdf": {"en": "SDF", "ar": "قسد"}}


@pytest.fixture
def row_of(keep, workspace):
    def make(report=None, **changes):
        keep(report or builders.report("r1"), builders.incident("r1", 0, **changes))
        row = incident_frame(workspace).iloc[0].to_dict()
        return row | texts(workspace, [row["lead_id"]])[row["lead_id"]].record()

    return make


@pytest.fixture(params=["en", "ar"])
def names(request, gazetteer):
    return Names(load_texts(request.param), gazetteer, ACTORS)


def test_a_card_says_what_where_when_whom_and_how_many(row_of, names):
    card = cards.incident_card(row_of(), names)
    t = names.texts
    for words in ("الشحيل", "Shiheil", names.actor("sdf"), t.label("sub", "Remote explosive/landmine/IED"), "2"):
        assert words in card
    assert f'dir="{t.direction}"' in card
    assert 'dir="rtl" lang="ar"' in card


@pytest.mark.parametrize(
    ("killed", "english"),
    [
        (Estimate(2, 2, 2), ["Killed 2"]),
        (Estimate(2, None, None), ["Killed 2+"]),
        (Estimate(3, 3, 5), ["Killed 3–5"]),
        (Estimate(0, 0, 0), ["Killed 0"]),
        (None, []),
    ],
)
def test_unknown_casualties_are_not_zero(row_of, killed, english):
    assert cards.casualty_words(row_of(killed=killed), load_texts("en")) == english


def test_shared_casualties_say_so(row_of):
    row = row_of(killed=None, casualties_shared=True)
    assert cards.casualty_words(row, load_texts("en")) == [load_texts("en")("card.shared")]


def test_an_incident_without_a_place_says_so(row_of, names):
    assert names.texts("card.noplace") in cards.incident_card(row_of(location=None), names)


def test_facts_name_what_the_report_does_not_state(row_of, names):
    facts = cards.facts(row_of(), names)
    assert names.texts("report.unknown") in facts
    assert "35.0921, 40.4543" in facts


HOSTILE = '<img src=x onerror="alert(1)">'


def test_no_value_becomes_markup(row_of, names):
    report = builders.report("r1", f"{HOSTILE} {builders.TEXT}", title=HOSTILE, source=HOSTILE)
    row = row_of(report) | {"place_name_ar": HOSTILE, "place_name_en": HOSTILE, "sub_event_type": HOSTILE}
    row |= {"perpetrators": (HOSTILE,), "flags": (HOSTILE,), "weapons": (HOSTILE,)}
    for markup in (cards.incident_card(row, names), cards.facts(row, names), cards.report_text(report.text, row)):
        assert "<img" not in markup


def test_a_long_passage_is_cut_between_words(row_of, names):
    row = row_of() | {"evidence": "كلمة " * 200}
    card = cards.incident_card(row, names)
    assert "…" in card and len(card) < 1500


@pytest.mark.parametrize("words", ["**bold**", "[link](http://x)", ":material/home:", "$x$", "`code`", "<b>", "# h"])
def test_labels_show_markdown_as_it_is(words):
    assert plain(words).replace("\\", "").replace("\u2060", "") == words
    assert all(f"\\{sign}" in plain(words) for sign in words if sign in "*[]()`$<>#:")


@pytest.mark.parametrize(
    "address", ["http://evil.example/x", "HTTPS://evil.example", "www.evil.example", "a@evil.example"]
)
def test_an_address_in_a_label_is_no_link(address):
    assert "\u2060" in plain(address)
    assert plain(address).replace("\u2060", "").replace("\\", "") == address
