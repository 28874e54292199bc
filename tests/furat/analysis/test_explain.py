"""What ``furat explain`` says of a reading: every value, its words and rule, what else was considered."""

import dataclasses
import json
import unicodedata
from datetime import date
from pathlib import Path

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.pipeline import load_extractor, read_report
from extraction.types import Candidate, Evidence, PlaceMention, Reading, Rejected, Report, Span
from furat.analysis.evaluation.labels import read_gold
from furat.analysis.explain import ROLES, Quote, explain, explanation_record
from furat.analysis.explain_text import explanation_lines, json_safe, shown
from geo.layers import DIRECTION_CONTROLS

ROOT = Path(__file__).resolve().parents[3]
TEXT = builders.TEXT


def at(word, text=TEXT):
    start = text.index(word)
    return Span(start, start + len(word))


SHAHIL = PlaceMention(
    at("الشحيل"), "الشحيل", "place.name", "C5119", 0.95,
    (Candidate("C5119", "الشحيل", 0.95, ("in the governorate", "بلده announces a town")), Candidate("X1", "شحيل", 0.4)),
    cue="بلده", relation="in",
)  # fmt: skip


def reading(*incidents, text=TEXT, places=(SHAHIL,), rejected=()):
    return Reading(Report("r1", text, published=date(2021, 2, 16)), tuple(places), tuple(incidents), tuple(rejected))


def told(evidence=(), **changes):
    return dataclasses.replace(builders.incident(), evidence=tuple(evidence), **changes)


def value(explanation, field):
    return [value for value in explanation.incidents[0].values if value.field == field]


def text_of(*arguments, **options):
    return "\n".join(explanation_lines(explain(reading(*arguments, **options))))


@pytest.mark.parametrize(
    ("field", "changes", "values"),
    [
        ("sub_event_type", {}, ["Remote explosive/landmine/IED"]),
        ("date", {"date": builders.days("2021-02-16")}, ["2021-02-16 (time precision 1, UCDP 1)"]),
        ("date", {"date": builders.days("2021-02-15", "2021-02-16")},
         ["2021-02-15 to 2021-02-16 (time precision 2, UCDP 2)"]),
        ("date", {"date": None}, [None]),
        ("killed", {}, ["low 2, best 2, high 2"]),
        ("killed", {"killed": builders.Estimate(2, None, None)}, ["low 2, best unknown, high unknown"]),
        ("killed", {"killed": builders.Estimate(0, 0, 0)}, ["low 0, best 0, high 0"]),
        ("injured", {}, [None]),
        ("targets", {"targets": ()}, [None]),
        ("targets", {"targets": ("sdf", "isis")}, ["sdf, isis"]),
        ("weapons", {}, ["ied"]),
        ("place", {}, ["الشحيل"]),
        ("place", {"location": None}, [None]),
    ],
)  # fmt: skip
def test_values(field, changes, values):
    assert [item.value for item in value(explain(reading(told(**changes))), field)] == values


@pytest.mark.parametrize(
    ("field", "evidence", "word", "rule"),
    [
        ("killed", Evidence("killed", at("عنصران"), "count.victims"), "عنصران", "count.victims"),
        ("sub_event_type", Evidence("event_type", at("انفجرت"), "trigger.explosion"), "انفجرت", "trigger.explosion"),
        ("date", Evidence("date", at("اليوم"), "date.today"), "اليوم", "date.today"),
        ("targets", Evidence("targets", at("قسد"), "role.model"), "قسد", "role.model"),
    ],
)
def test_a_value_has_its_words_and_rule(field, evidence, word, rule):
    (found,) = value(explain(reading(told([evidence]))), field)
    assert found.quotes == (Quote(word, evidence.span.start, evidence.span.end, rule),)


def test_each_of_several_actors_has_its_own_words():
    evidence = [Evidence("targets", at("قسد"), "role.model"), Evidence("targets", at("عنصران"), "role.persons")]
    found = value(explain(reading(told(evidence, targets=("sdf", "civilians")))), "targets")
    assert [(item.value, [quote.words for quote in item.quotes]) for item in found] == [
        ("sdf", ["قسد"]),
        ("civilians", ["عنصران"]),
    ]


def test_place_with_its_candidates_and_reasons():
    text = text_of(told([Evidence("place", SHAHIL.span, "place.name")]))
    assert "read, behind بلده, relation in" in text
    assert "taken     0.95  C5119  الشحيل: in the governorate; بلده announces a town" in text
    assert "not taken 0.40  X1  شحيل: no reason beside the name" in text


def test_a_noun_that_stands_for_a_place_leads_to_the_mention_before_it():
    words = "قتل رجل في الشحيل. ثم قصفت البلدة. وفي الشحيل هدوء."
    first = dataclasses.replace(SHAHIL, span=at("الشحيل", words))
    start = words.rindex("الشحيل")
    later = dataclasses.replace(SHAHIL, span=Span(start, start + 6))
    evidence = [Evidence("place", at("البلدة", words), "place.anaphora")]
    explanation = explain(reading(told(evidence), text=words, places=(first, later)))
    assert explanation.incidents[0].mention.quote.start == first.span.start
    assert [place.quote.start for place in explanation.places] == [start]


def test_a_place_that_the_gazetteer_lacks():
    mention = dataclasses.replace(SHAHIL, place_id=None, candidates=(), rule="place.unknown")
    where = dataclasses.replace(builders.location("C5119"), place_id=None, name_en=None, geo_precision=3)
    evidence = [Evidence("place", SHAHIL.span, "place.unknown")]
    text = text_of(told(evidence, location=where), places=(mention,))
    assert "الشحيل (town, not in the gazetteer)" in text
    assert "no place of the gazetteer has this name" in text


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"flags": ("date_inherited",)}, "UCDP 1) (carried over from an event told before, or"),
        ({"killed": None, "casualties_shared": True, "flags": ("casualties_shared",)},
         "killed: not told (one figure covers several incidents)"),
        ({}, "weapons: ied (no words kept)"),
        ({"weapons": ()}, "weapons: none named\n"),
        ({"flags": ()}, "flags: none"),
        ({"flags": ("a", "b")}, "flags: a, b"),
        ({"confidence": 0.751}, "confidence 0.75"),
        ({"location": None}, "place: none\n"),
    ],
)  # fmt: skip
def test_lines_of_an_incident(changes, line):
    assert line in text_of(told(**changes))


def test_what_was_not_taken_with_its_reason():
    text = text_of(told(), rejected=[Rejected(at("الهجوم"), "event", "told as negation")])
    assert "Considered and not taken\n  event: told as negation\n      «الهجوم»" in text


@pytest.mark.parametrize("role", ROLES)
def test_places_that_are_no_scene_with_their_role(role):
    text = text_of(places=[dataclasses.replace(SHAHIL, role=role)])
    assert f"Places that are the scene of no incident\n  {role}: {ROLES[role]}\n      «الشحيل»" in text


def test_every_role_that_readings_give_is_explained(gazetteer):
    extractor = load_extractor(gazetteer)
    documents = [doc for file in ("data/gold/dev.jsonl", "tests/gold/own.jsonl") for doc in read_gold(ROOT / file)[0]]
    roles = {mention.role for doc in documents for mention in read_report(doc.report, extractor).places}
    assert {"scene", "parent", "from", "organisation"} < roles <= set(ROLES)


def test_a_report_without_incidents_says_so():
    text = text_of(places=())
    assert "No incident was read." in text
    assert "Considered" not in text
    assert "Places" not in text


# A stranger's text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دير\u202eالزور", "دير[U+202E]الزور"),
        ("\u2066a\u2069", "[U+2066]a[U+2069]"),
        ("\x1b[2Ja", "[U+001B][2Ja"),
        ("a\x9b1mb", "a[U+009B]1mb"),
        ("a\x00\x07\x7f", "a[U+0000][U+0007][U+007F]"),
        ("a\nb\r\nc\u2028d", "a b c d"),
        ("a\tb", "a b"),
        ("لـ “قسد”، مُصاب", "لـ “قسد”، مُصاب"),
        ("\ud800", "[U+D800]"),
    ],
)
def test_shown(text, expected):
    assert shown(text) == expected


def unsafe(text):
    return [c for c in text if c in DIRECTION_CONTROLS or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


strangers = st.text(
    st.sampled_from([*DIRECTION_CONTROLS, *"\x00\x07\x1b\x7f\x85\x9b\n\r\t\u2028\u2029 aشق«»│[]"]), max_size=40
)


@given(text=strangers, name=strangers)
def test_no_line_holds_what_could_move_the_cursor_or_turn_the_line(text, name):
    report = Report(name, text, title=name, source=name, url=name)
    span = Span(0, len(text))
    mention = PlaceMention(span, text, "place.name", "X", 0.5, (Candidate("X", name, 0.5, (name,)),))
    made = told([Evidence("killed", span, "count.noun")], evidence_span=span)
    made = dataclasses.replace(made, location=dataclasses.replace(made.location, name_ar=name))
    lines = list(explanation_lines(explain(Reading(report, (mention,), (made,), (Rejected(span, "event", "x"),)))))
    assert [line for line in lines if unsafe(line)] == []
    # Every line of the report stands behind the margin.
    assert sum(line.startswith("  │") for line in lines) == len(text.splitlines())


@given(text=strangers)
def test_json_keeps_the_values_and_holds_no_raw_control(text):
    record = explanation_record(explain(Reading(Report("r", text), (), ())))
    line = json_safe(json.dumps(record, ensure_ascii=False))
    assert unsafe(line) == []
    assert json.loads(line)["report"]["text"] == text
