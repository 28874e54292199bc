"""The pieces of the review page: in words of both languages, and nothing in a value can become markup."""

import builders
import pytest
from builders import EDITOR

from extraction.types import Estimate
from furat.analysis.reviewing import leading, present
from furat.store.frame import incident_frame
from furat.store.review import decisions
from furat.store.review.audit import undo
from furat.store.review.dossier import Link, dossier
from furat.store.review.values import Vocabulary
from furat.ui import cards
from furat.ui.names import Names
from furat.ui.reviewing import more, pieces
from furat.ui.reviewing.minimap import features_of
from furat.ui.texts import load_texts

HOSTILE = "<script>alert(1)</script> **b** [l](http://x) \u202eturned"
ACTORS = {"sdf": {"en": "SDF", "ar": "قسد"}}


@pytest.fixture(params=["en", "ar"])
def names(request, gazetteer):
    return Names(load_texts(request.param), gazetteer, ACTORS)


@pytest.fixture
def two(keep, workspace):
    keep(builders.report("r1", source="أ", title=HOSTILE), builders.incident("r1"))
    keep(builders.report("r2", source=HOSTILE), builders.incident("r2", killed=Estimate(3, None, None)))
    decisions.merge(workspace, ["r1-i0", "r2-i0"], EDITOR, why=HOSTILE)
    return workspace


def everything(found, workspace, names):
    row = {str(key): value for key, value in incident_frame(workspace).iloc[0].items()}
    telling = leading(found)
    return "".join(
        [
            pieces.queue_lines(row, ["many_deaths"], names),
            pieces.heading(present(found), "open", names),
            pieces.claims_table(found, present(found), names.texts),
            *(pieces.telling_head(one, 1, names.texts) for one in found.tellings),
            pieces.telling_text(telling, names.texts),
            *(pieces.change_line(change, names) for change in found.changes),
            cards.facts(pieces.card_row(telling.values), names),
        ]
    )


def test_a_strangers_words_are_text(two, names, gazetteer):
    decisions.place(two, "r1-i0", (35.1, 40.4), EDITOR, gazetteer, name=HOSTILE, why=HOSTILE)
    written = everything(dossier(two, "r1-i0"), two, names)
    assert "<script" not in written
    assert "\u202e" not in written
    assert "&lt;script&gt;" in written


def test_who_says_what_and_what_comes_of_it(two, names):
    found, t = dossier(two, "r1-i0"), names.texts
    table = pieces.claims_table(found, present(found), t)
    assert t.figures("2") in table
    assert t.figures("3+") in table
    assert t("review.together") in table


def test_a_source_keeps_its_word_where_a_person_corrected_it(keep, workspace, gazetteer):
    keep(builders.report("r1"), builders.incident("r1"))
    decisions.correct(workspace, "r1-i0", {"killed_best": 7}, EDITOR, Vocabulary((), (), gazetteer))
    found = dossier(workspace, "r1-i0")
    table = pieces.claims_table(found, present(found), load_texts("en"))
    assert "<td>2</td>" in table
    assert "<td><b>7</b></td>" in table


def test_the_words_of_a_comparison_say_what_speaks_for_and_what_against(names):
    t = names.texts
    speaking, against = pieces.link_words(["place:same", "-days:next", "details", "-type:other"], t)
    assert speaking == [t("link.place.same"), t("link.details")]
    assert against == [t("link.days.next"), t("link.type.other")]


def test_a_link_names_its_reports_by_their_numbers(two):
    found = dossier(two, "r1-i0")
    words = pieces.link_lines([Link("r1-i0", "r2-i0", 0.934, ("place:same",))], found.tellings, load_texts("en"))
    assert "Report 1 and report 2 · 93 % sure" in words


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_trail_says_who_what_why_and_what_was_taken_back(keep, workspace, gazetteer, language):
    names = Names(load_texts(language), gazetteer, ACTORS)
    keep(builders.report("r1"), builders.incident("r1"))
    known = Vocabulary((), (), gazetteer)
    number = decisions.correct(workspace, "r1-i0", {"killed_best": 7}, EDITOR, known, why="هكذا")
    back = undo(workspace, number, EDITOR)
    newest, first = (pieces.change_line(change, names) for change in dossier(workspace, "r1-i0").changes)
    t = names.texts
    for words in (EDITOR.name, "هكذا", t("field.killed_best"), "7", t("review.undone", number=back)):
        assert words in first
    assert t("act.undo.of", number=number) in newest


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("killed_low", None, "Not stated"),
        ("killed_low", 0, "0"),
        ("targets", [], "Not stated"),
        ("targets", ["sdf"], "SDF"),
        ("casualties_shared", True, "yes"),
        ("sub_event_type", "Armed clash", "Armed clash"),
        ("point", (35.1, 40.25), "35.1000, 40.2500"),
        ("weapons", ["ied"], "IED or mine"),
    ],
)
def test_values_in_words(gazetteer, name, value, words):
    assert pieces.value_words(name, value, Names(load_texts("en"), gazetteer, ACTORS)) == words


def test_a_passage_far_down_stands_above_its_report_as_well(keep, workspace):
    text = "أ " * 400 + builders.TEXT
    span = builders.Span(800, 859)
    keep(builders.report("r1", text), builders.incident("r1", evidence_span=span, evidence=()))
    written = pieces.telling_text(leading(dossier(workspace, "r1-i0")), load_texts("en"))
    assert written.count("f-report") == 2
    assert written.count("انفجرت") == 2


def test_a_choice_of_merging_says_place_day_deaths_and_distance(two, names):
    row = {str(key): value for key, value in incident_frame(two).iloc[0].items()}
    label = more.merge_label(row, 3.4, names)
    for words in ("الشحيل", "Shiheil", names.texts.day(row["date_start"].date()), "3", row["incident_id"][:6]):
        assert words in label
    assert "\u202e" not in label


@pytest.mark.parametrize(("place", "shape"), [("C5119", "Point"), ("SY09", "Polygon")])
def test_the_small_map_shows_the_incident_what_else_it_may_be_and_the_click(keep, workspace, names, place, shape):
    keep(builders.report("r1"), builders.incident("r1", place=place))
    current = present(dossier(workspace, "r1-i0"))
    features = features_of("r1-i0", current, ["C5104", place, "no-such"], (35.0, 40.0), names)
    assert [one.feature_id for one in features] == ["may:C5104", "r1-i0", "clicked"]
    assert features[1].geometry.geom_type.endswith(shape)
    assert (features[2].geometry.y, features[2].geometry.x) == (35.0, 40.0)


def test_the_small_map_of_an_incident_without_a_place(keep, workspace, names):
    keep(builders.report("r1"), builders.incident("r1", place=None))
    assert features_of("r1-i0", present(dossier(workspace, "r1-i0")), [], None, names) == []
