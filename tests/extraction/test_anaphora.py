"""Places meant by a noun: المدينة, البلدة ذاتها, القريتين."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يعيش سكان بلدة غرانيج في خوف. وقُتل أمس شاب برصاص مجهولين في البلدة.", "غرانيج attack k1"),
        ("تقع بلدة غرانيج شرق الفرات. وانفجرت أمس عبوة ناسفة في البلدة وأصيب طفل.", "غرانيج ied i1"),
        ("وصل وفد إلى مدينة البوكمال. واستهدفت طائرة مسيّرة مقراً للميليشيات الإيرانية في المدينة.", "البوكمال air"),
        ("تجوب الدوريات قرية الحجنة. وداهمت قسد منازل في القرية ذاتها واعتقلت شابين.", "الحجنة arrests"),
        ("زار الوفد مدينة هجين ثم بلدة غرانيج. وقُتل شاب برصاص مجهولين في المدينة.", "هجين attack k1"),
        (
            "قُتل شاب برصاص مجهولين في بلدة غرانيج. وفي البلدة نفسها انفجرت عبوة ناسفة بدورية لقسد.",
            "غرانيج attack k1|غرانيج ied",
        ),
        ("استقدمت قسد تعزيزات إلى بلدة الشحيل أمس بعد مقتل اثنين من عناصرها هناك.", "الشحيل clash k2"),
        ("تشهد بلدتا غرانيج والكشكية هدوءاً. وخرجت أمس مظاهرات في البلدتين.", "غرانيج peaceful|الكشكية peaceful"),
    ],
)
def test_a_noun_stands_for_the_place_named_before(told, text, expected):
    assert told(text) == expected.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "قُتل شاب أمس برصاص مجهولين في المدينة.",
        "انفجرت عبوة ناسفة أمس في البلدة.",
    ],
)
def test_a_noun_that_stands_for_nothing_gives_no_place(read, text):
    assert [incident.location for incident in read(text).incidents if incident.location] == []


@pytest.mark.parametrize("noun", ["البلدة", "البلدة ذاتها", "البلدة نفسها", "البلدة المذكورة", "بالبلدة"])
def test_the_evidence_is_the_noun(read, noun):
    where = noun if noun.startswith("ب") else f"في {noun}"
    text = f"تقع بلدة غرانيج شرق الفرات. وقُتل أمس شاب برصاص مجهولين {where}."
    (incident,) = read(text).incidents
    (place,) = [item for item in incident.evidence if item.field == "place"]
    assert place.rule == "place.anaphora"
    assert "البلدة" in text[place.span.start : place.span.end]


@pytest.mark.parametrize(
    ("text", "perpetrators"),
    [
        ("هاجم عناصر تنظيم الدولة حاجزاً لقسد في الشحيل أمس. وتبنى التنظيم الهجوم.", ("isis",)),
        ("نفى تنظيم الدولة الخبر. وهاجم عناصر التنظيم حاجزاً لقسد في الشحيل أمس.", ("isis",)),
    ],
)
def test_a_noun_stands_for_the_actor_named_before(read, text, perpetrators):
    (incident,) = read(text).incidents
    assert incident.perpetrators == perpetrators
