"""Lines that a page puts around a report are no part of it."""

import pytest

from extraction.furniture import without_furniture

REPORT = """مقتل عنصر من قسد في الشحيل
قُتل عنصر من قسد أمس برصاص مجهولين في بلدة الشحيل.
وتبنى تنظيم الدولة الهجوم عبر معرفاته."""


@pytest.mark.parametrize(
    "line",
    [
        "Facebook", "Share on Twitter", "SY24 - Deir ez-Zor", "شارك المقال", "قد يعجبك أيضًا", "اقرأ أيضاً:",
        "نسخ الرابط",        "جميع الحقوق محفوظة © 2026", "التعليقات (3)", "الكلمات المفتاحية:", "فيسبوك",
    ],
)  # fmt: skip
def test_a_line_of_furniture_changes_nothing(told, read, line):
    assert told(f"{line}\n{REPORT}\n{line}") == told(REPORT) == ["الشحيل clash k1"]
    (incident,), (alone,) = read(f"{line}\n\n{REPORT}").incidents, read(REPORT).incidents
    assert (incident.perpetrators, incident.targets) == (alone.perpetrators, alone.targets)


@pytest.mark.parametrize(
    "line",
    [
        "2023/03/15",
        "شارك الأهالي في مظاهرة",
        "اقرأ أيضاً: قتيلان في هجين",
        "قُتل عنصر من SDF في هجين",
        "تابعنا الأحداث في الشحيل",
        "",
    ],
)
def test_what_tells_something_stays(line):
    assert without_furniture(f"{line}\nنص") == f"{line}\nنص"


def test_the_text_keeps_its_length():
    text = "Facebook\nنص\nشارك المقال"
    assert without_furniture(text) == " " * 8 + "\nنص\n" + " " * 11
