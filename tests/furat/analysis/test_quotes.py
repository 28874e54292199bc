"""Which words of a report say a value, why a value has none, and who says which figure."""

import builders
import pytest
from builders import EDITOR

from extraction.types import Estimate, Evidence, Span
from furat.analysis.figures import Range
from furat.analysis.quotes import (
    accounts,
    differ,
    quotes,
    quotes_of_items,
    sentence_key,
    shown_tellings,
    telling_kind,
    whole_letters,
    without_words,
)
from furat.store.review import decisions
from furat.store.review.dossier import dossier
from furat.store.review.values import Vocabulary

TEXT = builders.TEXT


def says(field, words, text=TEXT):
    start = text.index(words)
    return Evidence(field, Span(start, start + len(words)), "a.rule")


@pytest.fixture
def told(keep, workspace):
    """Keep an incident of one report and return its telling."""

    def make(**changes):
        keep(builders.report("r1", TEXT), builders.incident("r1", **changes))
        return dossier(workspace, "r1-i0").tellings[0]

    return make


@pytest.fixture
def known(gazetteer):
    return Vocabulary(frozenset({"sdf", "isis"}), frozenset({"ied"}), gazetteer)


def test_a_value_has_its_literal_words(told):
    found = quotes(told(evidence=(says("killed", "قتل عنصران"), says("place", "الشحيل"))))
    assert {field: [quote.words for quote in words] for field, words in found.items()} == {
        "killed": ["قتل عنصران"],
        "place": ["الشحيل"],
    }


def test_vowel_signs_above_the_last_letter_belong_to_the_words():
    assert [whole_letters("مدنياً قتل", end) for end in (4, 5, 6, 10)] == [4, 6, 6, 10]


def test_each_id_of_a_list_has_its_own_words(told):
    evidence = (says("targets", "قسد"), says("targets", "عنصران"))
    found = quotes_of_items(told(targets=("sdf", "isis"), evidence=evidence), "targets")
    assert {item: (at, quote.words) for item, (at, quote) in found.items()} == {
        "sdf": (0, "قسد"),
        "isis": (1, "عنصران"),
    }


def test_where_words_and_ids_differ_in_number_nobody_guesses_which_belongs_where(told):
    assert quotes_of_items(told(targets=("sdf", "isis"), evidence=(says("targets", "قسد"),)), "targets") == {}


@pytest.mark.parametrize(
    ("field", "changes", "why"),
    [
        ("date", {"flags": ("date_inherited",)}, "inherited"),
        ("date", {"date": None}, "elsewhere"),
        ("killed", {"killed": None, "casualties_shared": True}, "shared"),
        ("killed", {"killed": None}, "elsewhere"),
        ("killed", {}, "lost"),
        ("place", {"location": None}, "elsewhere"),
        ("targets", {}, "lost"),
        ("targets", {"targets": ()}, "elsewhere"),
        ("event_type", {}, "lost"),
    ],
)
def test_a_value_without_words_says_why(told, field, changes, why):
    assert without_words(told(**{"evidence": (), **changes}), field) == why


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"killed_best": 7}, "killed"),
        ({"date_start": "2021-02-18"}, "date"),
        ({"place_id": "C5104"}, "place"),
        ({"targets": ["isis"]}, "targets"),
        ({"sub_event_type": "Armed clash"}, "event_type"),
    ],
)
def test_a_value_that_a_person_set_says_so(told, workspace, known, values, field):
    told()
    decisions.correct(workspace, "r1-i0", values, EDITOR, known)
    assert without_words(dossier(workspace, "r1-i0").tellings[0], field) == "corrected"


@pytest.fixture
def two(keep, workspace):
    first = (says("killed", "قتل عنصران"),)
    keep(builders.report("r1", TEXT, source="أ"), builders.incident("r1", evidence=first))
    second = "وأصيب ثلاثة.\n" + TEXT
    injured = (says("injured", "وأصيب ثلاثة", second),)
    keep(
        builders.report("r2", second, source="ب"),
        builders.incident("r2", killed=Estimate(3, None, None), injured=Estimate(3, 3, 3), evidence=injured),
    )
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
    return workspace


def test_each_report_says_its_own_figures_in_its_own_words(two):
    first, second = accounts(shown_tellings(dossier(two, "r1-i0")))
    assert (first.number, second.number) == (1, 2)
    assert (first.killed, first.killed_words) == (Range(2, 2, False, 0), ("قتل عنصران",))
    assert (first.injured.low, first.injured_words) == (None, ())
    assert (second.killed, second.injured_words) == (Range(3, 3, True, 0), ("وأصيب ثلاثة",))
    assert differ((first, second))


def test_a_report_keeps_its_word_where_a_person_corrected_it(two, known):
    decisions.correct(two, "r1-i0", {"killed_best": 9}, EDITOR, known)
    (account,) = [one for one in accounts(dossier(two, "r1-i0").tellings) if one.telling.report.report_id == "r1"]
    assert (account.killed, account.killed_words) == (Range(2, 2, False, 0), ("قتل عنصران",))


def test_reports_that_say_nothing_or_the_same_do_not_differ(keep, workspace):
    keep(builders.report("r1"), builders.incident("r1"))
    keep(builders.report("r2"), builders.incident("r2", killed=None))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
    assert not differ(accounts(dossier(workspace, "r1-i0").tellings))


@pytest.mark.parametrize(("rejected", "shown"), [("r2-i0", ["r1"]), (None, ["r1", "r2"])])
def test_reports_that_were_taken_off_are_not_shown(two, rejected, shown):
    if rejected:
        decisions.reject(two, rejected, EDITOR, reported=True)
    assert sorted(one.report.report_id for one in shown_tellings(dossier(two, "r1-i0"))) == shown


def test_a_rejected_incident_still_shows_its_reports(two):
    decisions.reject(two, "r1-i0", EDITOR)
    assert len(shown_tellings(dossier(two, "r1-i0"))) == 2


def test_the_report_that_leads_comes_first(keep, workspace):
    keep(builders.report("r1"), builders.incident("r1", confidence=0.4))
    keep(builders.report("r2"), builders.incident("r2", confidence=0.9))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR)
    assert [one.report.report_id for one in shown_tellings(dossier(workspace, "r1-i0"))] == ["r2", "r1"]


@pytest.mark.parametrize(
    ("event", "sub", "kind"),
    [
        ("Battles", "Armed clash", "sides"),
        ("Battles", "Government regains territory", "taking"),
        ("Strategic developments", "Agreement", "sides"),
        ("Strategic developments", "Arrests", "attack"),
        ("Riots", "Mob violence", "crowd"),
        ("Violence against civilians", "Attack", "attack"),
    ],
)
def test_how_an_event_is_told(event, sub, kind):
    assert telling_kind(event, sub) == kind


@pytest.mark.parametrize(
    ("perpetrators", "targets", "ending"),
    [(("sdf",), ("isis",), "both"), (("sdf",), (), "by"), ((), ("isis",), "against"), ((), (), "none")],
)
def test_a_sentence_says_who_is_not_named(perpetrators, targets, ending):
    values = {
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "perpetrators": perpetrators,
        "targets": targets,
    }
    assert sentence_key(values) == f"tell.sides.{ending}"
