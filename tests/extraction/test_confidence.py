"""What is most likely no incident is not reported, but named among what was considered."""

from dataclasses import replace
from datetime import date

import pytest

from extraction.linking.assemble import draft_incidents, reported
from extraction.linking.confidence import LEAST, ConfidenceModel, share
from extraction.pipeline import gather
from extraction.types import Report

DATED = "قُتل شاب برصاص مجهولين في بلدة ذيبان يوم 3 أيار 2024، وانفجرت عبوة ناسفة في الشحيل في اليوم نفسه."
NOTE = "قُتل شاب برصاص مجهولين في بلدة ذيبان."
LONG = NOTE + " " + "وتحدث الأهالي طويلاً عن أحوال الناس وعن الأسعار والخبز والماء والكهرباء وعن مواسم الزرع. " * 3
PASSED = "قال مسافر إنه مر ببلدة ذيبان بعد الهجوم بأيام، وتحدث طويلاً عن أحوال الناس وعن الأسعار وعن مواسم الزرع."


@pytest.fixture
def drafted(extractor):
    def read(text):
        material = gather(Report("x", text, published=date(2024, 5, 4)), extractor)
        return material, draft_incidents(material)[0]

    return read


@pytest.mark.parametrize(
    ("there", "right", "kept"), [(-0.1, -3.0, 2), (-0.3, -3.0, 0), (-0.3, -0.1, 2), (-0.3, -0.3, 0)]
)
def test_what_is_most_likely_none_is_not_reported_but_named(drafted, there, right, kept):
    material, drafts = drafted(DATED)
    model = ConfidenceModel(there={"bias": there}, right={"bias": right})
    likely, unlikely = reported(replace(material, confidence=model), drafts)
    assert len(likely) == kept
    assert len(likely) + len(unlikely) == len(drafts) == 2
    assert {item.reason for item in unlikely} <= {"most likely no incident"}
    assert all(item.what and DATED[item.span.start : item.span.end] for item in unlikely)
    assert {incident.confidence for incident in likely} <= {share({"bias": 1.0}, model.right)}


@pytest.mark.parametrize(("text", "kept"), [(NOTE, 1), (LONG, 0)])
def test_of_a_note_without_a_day_all_are_reported(drafted, text, kept):
    material, drafts = drafted(text)
    model = ConfidenceModel(there={"bias": -3.0}, right={"bias": -3.0})
    assert len(reported(replace(material, confidence=model), drafts)[0]) == kept


def test_what_gives_no_day_is_reported_though_its_date_is_not_right(drafted):
    material, drafts = drafted(LONG)
    (incident,), unlikely = reported(material, drafts)
    assert incident.date is None
    assert incident.confidence < LEAST
    assert not unlikely


def test_a_place_that_somebody_passed_is_no_scene(drafted):
    material, drafts = drafted(PASSED)
    assert reported(material, drafts)[0] == ()
