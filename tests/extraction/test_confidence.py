"""What is most likely no incident is not reported, but named among what was considered."""

from dataclasses import replace
from datetime import date

import pytest

from extraction.linking.assemble import draft_incidents, reported
from extraction.linking.confidence import LEAST, confidence
from extraction.pipeline import gather
from extraction.types import Report

DATED = "قُتل شاب برصاص مجهولين في بلدة ذيبان يوم 3 أيار 2024، وانفجرت عبوة ناسفة في الشحيل في اليوم نفسه."
NOTE = "قُتل شاب برصاص مجهولين في بلدة ذيبان."
LONG = NOTE + " " + "وتحدث الأهالي طويلاً عن أحوال الناس وعن الأسعار والخبز والماء والكهرباء وعن مواسم الزرع. " * 3


def _reported(extractor, text: str, bias: float):
    """The incidents and rejections of a text where confidence is the same for everything."""
    material = gather(Report("x", text, published=date(2024, 5, 4)), extractor)
    drafts, _ = draft_incidents(material)
    return drafts, *reported(replace(material, confidence={"bias": bias}), drafts)


@pytest.mark.parametrize(
    ("text", "bias", "kept"),
    [
        (DATED, 1.0, 2),
        (DATED, -1.0, 2),  # 0.269
        (DATED, -1.2, 0),  # 0.231
        (NOTE, -3.0, 1),
        (LONG, -3.0, 0),
        (LONG, 1.0, 1),
    ],
)
def test_what_is_most_likely_none_is_not_reported_but_named(extractor, text, bias, kept):
    drafts, likely, unlikely = _reported(extractor, text, bias)
    assert len(likely) == kept
    assert len(likely) + len(unlikely) == len(drafts)
    assert {item.reason for item in unlikely} <= {"most likely no incident"}
    assert all(item.what and text[item.span.start : item.span.end] for item in unlikely)


def test_the_bound_is_between_the_cases_above():
    assert confidence({"bias": 1.0}, {"bias": -1.2}) < LEAST < confidence({"bias": 1.0}, {"bias": -1.0})
