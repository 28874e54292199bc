"""About when a report was written that carries no day of publication, and what follows for names and confidence."""

from datetime import date

import pytest

from extraction.dates import find_dates, written
from extraction.document import prepare
from extraction.types import Report


def _written(text: str, published: date | None = None) -> date | None:
    document = prepare(Report("r", text, published=published))
    return written(document, find_dates(document))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجرت عبوة أمس في السوق", None),
        ("انفجرت عبوة في السوق يوم 3 أيار 2019", "2019-05-03"),
        ("انفجرت عبوة في 3 أيار 2019 وكانت أخرى قد انفجرت في 7 شباط 2018", "2019-05-03"),
        ("أوقفت القوات أحد فلول النظام أمس", "2024-12-08"),
        ("ضابط من النظام البائد", "2024-12-08"),
        ("منذ سقوط نظام الأسد", "2024-12-08"),
        ("وزارة في الحكومة الانتقالية", "2024-12-08"),
        ("مسؤولون في الإدارة السورية الجديدة", "2024-12-08"),
        ("استقبل الرئيس أحمد الشرع وفداً", "2024-12-08"),
        ("ضابط سابق في جيش النظام المخلوع أوقف في 4 شباط 2026", "2026-02-04"),
        ("ضابط في جيش النظام المخلوع، وكان في الدير عام 2013", "2024-12-08"),
        ("طالب المحتجون بإسقاط النظام", None),
        ("هاجمت قوات النظام البلدة", None),
    ],
)
def test_when_a_report_without_a_day_was_written(text, expected):
    assert _written(text) == (expected and date.fromisoformat(expected))


def test_a_day_of_publication_decides_alone():
    assert _written("أوقفت القوات أحد فلول النظام في 4 شباط 2026", date(2026, 2, 5)) == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("اعتقل الجيش السوري ثلاثة شبان في مدينة الميادين بعد مداهمة منازلهم.", "assad_forces"),
        ("اعتقل الجيش السوري ثلاثة من فلول النظام البائد في مدينة الميادين بعد مداهمة منازلهم.", "syrian_government"),
        ("اعتقل الجيش السوري ثلاثة شبان في مدينة الميادين يوم 3 أيار 2025.", "syrian_government"),
        ("اعتقلت قوى الأمن الداخلي ثلاثة شبان في مدينة الميادين.", "syrian_government"),
        ("اعتقلت قوى الأمن الداخلي ثلاثة شبان في بلدة الشحيل.", "asayish"),
    ],
)
def test_names_of_a_report_without_a_day_are_read_by_when_it_was_written(read, text, perpetrator):
    (incident,) = read(text, None).incidents
    assert incident.perpetrators == (perpetrator,)


def test_giving_no_day_takes_nothing_from_the_confidence_where_nobody_could_know_it(read):
    text = (
        "هاجم مسلحون حاجزاً لقسد أمس في بلدة ذيبان وقتلوا عنصرين.\n"
        "وأثار الهجوم قلق الأهالي الذين تحدثوا طويلاً عن أحوال الناس وعن الأسعار والخبز والماء والكهرباء.\n"
        "وفي بلدة الشحيل أطلق مجهولون النار على سيارة عسكرية فأصيب سائقها وفرّوا إلى البادية قبل وصول دورية إلى المكان."
    )
    known, unknown = read(text).incidents, read(text, None).incidents
    assert len(known) == len(unknown) == 2
    assert all(u.date is None and u.confidence > k.confidence - 0.2 for k, u in zip(known, unknown, strict=True))
