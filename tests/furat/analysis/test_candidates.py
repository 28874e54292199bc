"""Which other places the words may mean, and why they were not taken; every reason of the resolver is known."""

from pathlib import Path

import builders
import pytest
from builders import EDITOR

from extraction.pipeline import load_extractor, read_report
from extraction.types import Report
from furat.analysis.candidates import CODES, considered, reason
from furat.analysis.evaluation.labels import read_gold
from furat.store.frame import incident_frame
from furat.store.ingest import ingest
from furat.store.review import decisions
from furat.store.review.dossier import dossier
from furat.store.review.values import Vocabulary

ROOT = Path(__file__).resolve().parents[3]
SABHAH = "قتل مدني برصاص مجهولين في قرية الصبحة يوم 16 شباط 2021، وكان قد خرج من بلدة البصيرة."

NO_SCENE = builders.Span(0, 8)


@pytest.fixture(scope="module")
def extractor():
    return load_extractor(builders.gazetteer())


@pytest.fixture
def telling_of(workspace, extractor):
    """Read a report of these words into the workspace; return how its first incident is told."""

    def make(text):
        ingest(workspace, [Report("r1", text)], extractor)
        return dossier(workspace, str(incident_frame(workspace).iloc[0]["incident_id"])).tellings[0]

    return make


def test_of_two_places_of_one_name_the_other_one_says_why_it_was_not_taken(telling_of, extractor):
    telling = telling_of(SABHAH)
    found = considered(telling, extractor)
    assert found.words == "الصبحة"
    first, second = found.options[:2]
    assert first.taken and first.place_id == telling.values["place_id"]
    assert first.against == () and first.apart_km == 0
    assert not second.taken and second.score is not None and second.score <= first.score
    assert extractor.gazetteer[second.place_id].name_ar == "الصبحة"
    assert second.against and second.apart_km > 1
    assert {one.code for option in found.options for one in (*option.reasons, *option.against)} <= set(CODES)


def test_places_of_like_names_follow_without_a_score(telling_of, extractor):
    found = considered(telling_of(SABHAH), extractor).options
    alike = [one for one in found if one.score is None]
    assert alike and found[-len(alike) :] == tuple(alike)
    assert all(one.against for one in alike)


def test_no_more_than_asked_for(telling_of, extractor):
    assert len(considered(telling_of(SABHAH), extractor, limit=2).options) == 2


def test_a_place_that_a_person_chose_leads_and_says_so(telling_of, extractor, workspace):
    telling = telling_of(SABHAH)
    incident_id = telling.values["incident_id"]
    known = Vocabulary((), (), extractor.gazetteer)
    decisions.correct(workspace, incident_id, {"place_id": "C5119"}, EDITOR, known)
    found = considered(dossier(workspace, incident_id).tellings[0], extractor).options
    assert (found[0].place_id, found[0].taken, [one.code for one in found[0].reasons]) == ("C5119", True, ["corrected"])
    assert found[1].place_id == telling.values["place_id"] and not found[1].taken


def test_an_incident_that_the_rules_no_longer_read_is_found_by_its_words(keep, workspace, extractor):
    text = "هدوء في بلدة الشحيل."
    start = text.index("الشحيل")
    evidence = (builders.Evidence("place", builders.Span(start, start + 6), "place.name"),)
    keep(builders.report("r1", text), builders.incident("r1", evidence=evidence, evidence_span=builders.Span(0, 20)))
    found = considered(dossier(workspace, "r1-i0").tellings[0], extractor)
    assert (found.words, found.options[0].place_id, found.options[0].taken) == ("الشحيل", "C5119", True)


def test_an_incident_without_a_place_has_nothing_to_choose(keep, workspace, extractor):
    keep(builders.report("r1", "قتل رجل."), builders.incident("r1", place=None, evidence=(), evidence_span=NO_SCENE))
    found = considered(dossier(workspace, "r1-i0").tellings[0], extractor)
    assert (found.words, found.options) == ("", ())


def test_every_reason_that_readings_give_has_a_code(extractor):
    documents = [doc for file in ("data/gold/dev.jsonl", "tests/gold/own.jsonl") for doc in read_gold(ROOT / file)[0]]
    texts = {
        text
        for doc in documents
        for mention in read_report(doc.report, extractor).places
        for candidate in mention.candidates
        for text in candidate.reasons
    }
    assert len(texts) > 20
    assert [text for text in texts if reason(text).code == "other"] == []


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("12 km from another place of the report", "near", {"km": "12"}),
        ("بلده announces a town", "kind", {"kind": "town"}),
        ("بلده announces no landmark", "no_kind", {"kind": "landmark"}),
        ("ذيبان is named after it", "parent", {"name": "ذيبان"}),
        ("a new reason", "other", {"words": "a new reason"}),
    ],
)
def test_reasons(text, code, values):
    assert (reason(text).code, dict(reason(text).values)) == (code, values)
