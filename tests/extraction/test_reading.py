"""From a sentence as agencies write it to the incident that it tells: place, type, date, casualties, actors."""

import json
from datetime import date
from pathlib import Path

import pytest

from extraction.record import INCIDENT_KEYS, incident_record
from extraction.types import Estimate

PUBLISHED = "2023-03-15"


def when_of(incident):
    if incident.date is None:
        return "-"
    start, end = incident.date.start.isoformat(), incident.date.end.isoformat()
    return start if start == end else f"{start}..{end}"


def sentences():
    """Yield the cases of sentences.txt: day of publication, text, what, when, perpetrators, targets; "?" is None."""
    blocks = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").split("\n\n")[1:]
    for block in blocks:
        told, what, actors = block.strip("\n").split("\n")
        published, text = told.split(" ", 1)
        values = [part.strip() for part in (*what.split("|"), *actors.split(">"))]
        yield published, text, *[None if value == "?" else value for value in values]


SENTENCES = list(sentences())


def asked(field):
    """Cases for one field: day of publication, text, expected."""
    return [(*case[:2], case[field]) for case in SENTENCES if case[field] is not None]


@pytest.fixture(scope="session")
def only(read):
    def incident_of(published, text):
        incidents = read(text, published).incidents
        assert len(incidents) == 1, [(i.location and i.location.name_ar, i.sub_event_type) for i in incidents]
        return incidents[0]

    return incident_of


@pytest.mark.parametrize(("published", "text", "expected"), asked(2))
def test_place_type_and_casualties(told, published, text, expected):
    (got,) = told(text, published)
    got = got.replace("حي ", "")
    assert got == expected if " " in expected.removeprefix("حقل ") else got.startswith(expected)


@pytest.mark.parametrize(("published", "text", "when"), asked(3))
def test_the_date(only, published, text, when):
    assert when_of(only(published, text)) == when


@pytest.mark.parametrize(("published", "text", "actors"), asked(4))
def test_the_perpetrators(only, published, text, actors):
    assert sorted(only(published, text).perpetrators) == sorted(actors.split())


@pytest.mark.parametrize(("published", "text", "actors"), asked(5))
def test_the_targets(only, published, text, actors):
    assert sorted(only(published, text).targets) == sorted(actors.split())


TEXTS = [case[:2] for case in SENTENCES]


@pytest.mark.parametrize(("published", "text"), TEXTS)
def test_every_value_points_at_words_of_the_report(read, published, text):
    reading = read(text, published)
    for incident in reading.incidents:
        fields = {item.field for item in incident.evidence}
        for item in incident.evidence:
            assert 0 <= item.span.start < item.span.end <= len(text)
            assert item.rule
        assert 0 <= incident.evidence_span.start < incident.evidence_span.end <= len(text)
        assert {"event_type", "place"} <= fields
        assert ("killed" in fields) == (incident.killed is not None)
        assert ("injured" in fields) == (incident.injured is not None)
        assert incident.date is None or "date" in fields or {"date_inherited"} & set(incident.flags)
        assert (set(incident.perpetrators) <= {"civilians"}) or "perpetrators" in fields or "claimed_by" in fields
        assert (set(incident.targets) <= {"civilians"}) or "targets" in fields
        assert 0 <= incident.confidence <= 1
    for mention in reading.places:
        assert text[mention.span.start : mention.span.end] == mention.surface


@pytest.mark.parametrize(("published", "text"), TEXTS)
def test_a_record_has_every_key_and_is_json(read, published, text):
    reading = read(text, published)
    for incident in reading.incidents:
        record = incident_record(incident, reading.report)
        assert tuple(record) == INCIDENT_KEYS
        assert json.loads(json.dumps(record, ensure_ascii=False))["published"] == published
        assert record["evidence"] in text


@pytest.mark.parametrize(("published", "text"), TEXTS[:12])
def test_reading_twice_gives_the_same(read, published, text):
    assert read(text, published) == read(text, published)


def test_ids_are_stable_and_tell_incidents_apart(read):
    text = "\n".join(text for published, text in TEXTS if published == PUBLISHED)
    first, second = read(text).incidents, read(text).incidents
    assert [i.incident_id for i in first] == [i.incident_id for i in second]
    assert len({i.incident_id for i in first}) == len(first)
    assert {i.incident_id for i in read(text, report_id="another").incidents}.isdisjoint(i.incident_id for i in first)


def test_an_id_does_not_depend_on_what_follows(read):
    text = TEXTS[0][1]
    (alone,) = read(text).incidents
    assert alone.incident_id in [i.incident_id for i in read(text + "\nوخرجت مظاهرة في بلدة محيميدة أمس.").incidents]


# No words, no value


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("انفجرت عبوة ناسفة في بلدة الشحيل.", "date killed injured perpetrators"),
        ("انفجرت عبوة ناسفة أمس في بلدة الشحيل.", "killed injured perpetrators"),
        ("قُتل شاب برصاص مجهولين في بلدة الشحيل أمس.", "injured"),
        ("أصيب شاب برصاص مجهولين في بلدة الشحيل أمس.", "killed"),
        ("داهمت قسد منازل في بلدة الشحيل أمس.", "killed injured"),
        ("هاجم مسلحون مجهولون حاجزاً لقسد في الشحيل أمس ولم تُعرف الخسائر.", "killed injured"),
    ],
)
def test_what_is_not_told_has_no_value(read, text, absent):
    (incident,) = read(text, None if "date" in absent else PUBLISHED).incidents
    assert [name for name in absent.split() if getattr(incident, name)] == []


def test_a_date_that_cannot_be_known_is_flagged(read):
    (incident,) = read("قُتل شاب برصاص مجهولين في بلدة الشحيل أمس.", None).incidents
    assert incident.date is None
    assert "date_unknown" in incident.flags


@pytest.mark.parametrize("text", ["", " ", "\n\n", "؟", "الشحيل", "12", "قسد", "\u200f", "a b c", "قُتل شاب."])
def test_a_text_without_an_event_and_a_place_gives_none(read, text):
    assert read(text).incidents == ()


# What tells no incident


@pytest.mark.parametrize(
    "text",
    [
        # negated, planned, feared, denied
        "لم تشهد بلدة الشحيل أي هجوم أمس.",
        "لم تقع اشتباكات في بلدة ذيبان أمس.",
        "لم يُقتل أحد في بلدة الشحيل أمس.",
        "نفت مصادر محلية وقوع انفجار في مدينة هجين.",
        "لا صحة لأنباء عن هجوم على حقل العمر.",
        "هدد تنظيم الدولة بمهاجمة حقل العمر.",
        "هدد تنظيم الدولة بشن هجمات في الشحيل.",
        "تخطط قسد لشن حملة اعتقالات في الشحيل الأسبوع المقبل.",
        "حذرت الأمم المتحدة من هجوم على مدينة دير الزور.",
        "تخشى العائلات في الشحيل من اندلاع اشتباكات جديدة.",
        "دعا ناشطون إلى مظاهرة في بلدة الحصان غداً.",
        "سيطلق الجيش عملية في بادية البوكمال قريباً.",
        # statistics and states
        "بلغ عدد الهجمات في ريف دير الزور منذ مطلع العام مئة هجوم.",
        "تسيطر قسد على بلدة الشحيل منذ عام 2017.",
        "تنتشر قوات النظام في مدينة الميادين.",
        "تعيش بلدة ذيبان هدوءاً حذراً.",
        # sport, weather, prices, services
        "فاز نادي الميادين على فريق البوكمال بثلاثة أهداف مقابل هدف.",
        "هاجم فريق دير الزور مرمى الضيوف وسجل هدفين في الشوط الثاني.",
        "أطلق الحكم صافرة النهاية في ملعب مدينة دير الزور.",
        "ضربت عاصفة غبارية مدينة البوكمال أمس وتراجعت الرؤية.",
        "هطلت أمطار غزيرة على بلدة الشحيل وأغلقت المدارس أبوابها.",
        "انخفضت درجات الحرارة في دير الزور إلى الصفر.",
        "ارتفعت أسعار الخبز في مدينة الميادين إلى الضعف.",
        "انفجر أنبوب مياه في حي الجورة وتوقف الضخ.",
        "انقطعت الكهرباء عن بلدة غرانيج أمس.",
        "افتتحت منظمة محلية مركزاً صحياً في بلدة الكسرة.",
        "أطلقت منظمة محلية حملة تلقيح في بلدة الشعفة أمس.",
        "وصلت قافلة مساعدات إلى مدينة هجين أمس.",
        "زار وفد من التحالف الدولي مدينة الشحيل أمس.",
        "عقد وجهاء بلدة ذيبان اجتماعاً أمس لمناقشة الخدمات.",
        "توفي الشيخ سالم في بلدة الطيانة بعد صراع مع المرض.",
        "قُتل شخصان بحادث سير على طريق دير الزور - الميادين أمس.",
        "غرق طفل في نهر الفرات قرب بلدة العشارة أمس.",
        "نشب حريق في محل تجاري بمدينة البصيرة بسبب ماس كهربائي.",
        "احتفل أهالي مدينة البوكمال بالعيد.",
        "أقيم معرض للصور في مدينة دير الزور.",
        "بدأت امتحانات جامعة الفرات في دير الزور.",
        "أطلق سراح ثلاثة شبان في بلدة الشحيل أمس.",
        "أفرجت قسد عن عشرين معتقلاً من أبناء بلدة غرانيج.",
        "نفت قسد تعرض حاجزها في الشحيل لهجوم.",
        "تستعد قسد لاقتحام بلدة الشحيل.",
        "ستخرج مظاهرة في بلدة الحصان يوم الجمعة المقبل.",
        "وثّق المركز مقتل خمسين مدنياً بالألغام في دير الزور منذ بداية العام.",
        "أصيب عشرات الأطفال بالحصبة في بلدة الشعفة.",
        "فرضت قسد حظر تجوال في بلدة الشحيل أمس عقب الهجوم.",
        "شهد حقل العمر النفطي انفجارات صباح اليوم تبين أنها ناجمة عن تدريبات للتحالف.",
        "لم تتعرض نقطة قسد في بلدة الشحيل لأي هجوم أمس.",
        "وقعت ثلاثون عملية اغتيال في بلدة الشحيل منذ مطلع العام.",
        "شارك الأهالي في تشييع قتلى قسد في بلدة الشحيل أمس.",
        "قالت قسد إن الحديث عن انفجار عبوة في بلدة الشحيل أمس عارٍ عن الصحة.",
        "انفجر أنبوب مياه في بلدة الشحيل أمس.",
        "أما الغارة التي تحدثت عنها المواقع على معبر البوكمال أمس فلم تقع أصلاً.",
        "أحصى المركز مقتل أربعة مدنيين في غارات على دير الزور خلال أسبوع آخرهم أمس.",
        "كُرّم الناجحون من مدرسة شهداء غرانيج في حي القصور أمس.",
        "أودت السيول أمس بحياة طفلين في دير الزور وجرفت أكثر من 400 خيمة.",
        "نهبت قسد خيرات المنطقة من النفط والقمح في أرياف دير الزور.",
        "يتمثل السيناريو الأول في تسليم قسد حقل العمر إلى الحكومة السورية.",
        "ثمة سيناريو ثالث تندلع فيه مواجهة مسلحة بين قسد والجيش حول حقل كونيكو.",
        "هدد فلاحون في الكسرة والحصان بالامتناع عن تسليم المحصول لمراكز الإدارة الذاتية.",
        "تعاني دير الزور من الألغام التي لا تزال منتشرة في الأراضي.",
        "قال المصدر إن المجموعات المهاجمة انطلقت أمس من محيط منطقة التنف التي تحتلها القوات الأمريكية.",
        "قال مصدر عسكري في قسد إن المسلحين استقلوا سيارة، واستهدفوا الصهريج العائد من حقل التنك قبل أن يلوذوا بالفرار.",
        "قال محمود، ويقيم في شانلي أورفا، إن عناصر من الدفاع الوطني نهبوا أمس منزله.",
        "تداول ناشطون نبأ إنزال جوي أمريكي في حقل التيم تبين لاحقاً أنه غير صحيح.",
        "ودعت السفارة لدى دمشق أمس جميع الأطراف إلى ضبط النفس.",
        "وأغلقت قسد عقب التفجير مداخل قرية العزبة أمس.",
        "تواصل الألغام حصد أرواح المدنيين في محافظة دير الزور.",
        "وبموجب الاتفاق الذي أُعلن عنه تنتقل إدارة محافظة دير الزور إلى الحكومة.",
        "قُتل شاب وأصيب آخران أمس بتصادم بين صهريج ودراجة نارية في الكسرة.",
        "أصيبت امرأة وابنتها بحروق أمس إثر انفجار جرة غاز في منزلهما في هجين.",
        "مقتل عاملين أمس بانهيار بئر قديم في التبني.",
        "لدغة عقرب تقتل طفلة أمس في موحسن.",
        "ما صار هجوم على حاجز قسد في الشعفة أمس.",
        "انتشل الأهالي أمس في محيميدة جثة فتى جرفه النهر.",
        "توفي طفلان قرب الصور أمس نتيجة حريق سببه موقد، وأصيبت والدتهما بحروق.",
        "نفذ الدفاع المدني أمس تمريناً يحاكي انفجاراً في مدرسة بحي القصور.",
        "أوقفت قسد أمس توريد النفط من حقل العمر.",
        "تبقى الألغام أكبر ما يهدد المزارعين في محيط الميادين.",
        "ندعو الدول إلى استعادة رعاياها من سجون قسد في دير الزور، ونواصل العمل حتى القضاء على آخر خلية لداعش.",
        "حمّل المصدر قسد في مراط مسؤولية الخرق، فيما يلتزم الجيش باتفاق آذار.",
        "رداً على سؤال بشأن هجوم لقسد في محور الجنينة أمس، قال القيادي إن ذلك عارٍ من الصحة.",
        "وثق المكتب 37 حالة قصف لقوات النظام على ريف دير الزور الغربي.",
        "نتج الدخان في السويعية أمس عن حرق نفايات قرب مقر لقسد.",
        "نفى الشيخ هلال، في تسجيل صوتي، أن يكون أبناء قبيلته قد هاجموا أمس مقراً للأسايش في البصيرة.",
        "ينفي قيادي ما راج أمس عن مقتل عمال برصاص التنظيم في الشعفة.",
        "المتداول: طيران إسرائيلي استهدف أمس شقة قيادي في حزب الله في حي القصور.",
        "وصف تاجر أمس في الصور القرار بالضربة القاضية.",
        "توفي عاملان أمس اختناقاً في بئر كانا يحفرانها في صبيخان.",
        "تأتي دير الزور في المرتبة الثالثة بعد حلب والرقة من حيث أعداد ضحايا الألغام.",
        "وصف عضو مجلس الشحيل المحلي البطالة أمس بأنها قنبلة موقوتة.",
        "أثار دوي قوي قرب الموحسن أمس هلع الأهالي الذين ظنوه قصفاً لقوات النظام.",
        "طهّرت فرق الهندسة التابعة لقسد أمس قرية الشعفة من مخلفات الحرب.",
        "توفي أمس مسن بضربة شمس عند معبر البوكمال حيث تنتشر قوات النظام.",
        "قبض الموظفون أمس رواتبهم في الشحيل.",
        "سُمع أمس دوي انفجار في بلدة الباغوز تبين أنه ناتج عن تفجير فرق الهندسة لمخلفات حربية.",
        "قضت سيدة وطفلها أمس حين انهار فوق رؤوسهم بناء في حي الحميدية.",
        "تداولت صفحات أمس أن خمسة قضوا بقصف لقوات النظام على ذيبان، الأمر الذي نفاه عدد من سكان البلدة.",
        "مصدر في الوزارة ينفي لوكالة مثال ما تناقلته صفحات حول هجوم مسلح تعرض له حقل الورد أمس ومقتل عدد من حراسه.",
    ],
)
def test_what_tells_no_incident(told, text):
    assert told(text) == []


# One event told twice, and events that are not one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل عنصرين بهجوم في الشحيل\nقُتل عنصران من قسد بهجوم شنه مسلحون على حاجز في الشحيل أمس.", "الشحيل clash k2"),
        ("انفجار في هجين\nانفجرت عبوة ناسفة في مدينة هجين أمس وأصيب مدنيان.", "هجين ied i2"),
        ("انفجرت عبوة ناسفة في مدينة هجين أمس. وأسفر الانفجار عن إصابة مدنيين اثنين.", "هجين ied i2"),
        ("قُتل شاب برصاص مجهولين في ذيبان أمس. وقال مصدر إن الشاب قُتل أمام منزله في ذيبان.", "ذيبان attack k1"),
        ("داهمت قسد بلدة الصور أمس. وأسفرت المداهمة عن اعتقال أربعة أشخاص.", "الصور arrests"),
        ("هاجم مسلحون حاجزاً لقسد في غرانيج أمس. وأدى الهجوم إلى مقتل عنصر. كما أصيب اثنان.", "غرانيج clash k1 i2"),
        ("قُتل شاب برصاص مجهولين في ذيبان أمس. وفي الشحيل انفجرت عبوة ناسفة بسيارة لقسد.", "ذيبان attack k1|الشحيل ied"),
        (
            "انفجرت عبوة ناسفة بسيارة لقسد في الشحيل أمس. وكانت عبوة أخرى قد انفجرت في الشحيل في 3 آذار.",
            "الشحيل ied|الشحيل ied",
        ),
        ("داهمت قسد بلدة الصور أمس.\nخرجت مظاهرة في بلدة الصور اليوم.", "الصور arrests|الصور peaceful"),
        (
            "🔴 خشام\nشن طيران روسيا أمس غارتين على منازل المدنيين\n🔴 هجين\nقتل مجهولون أمس مدنياً بالرصاص",
            "خشام air|هجين attack k1",
        ),
        (
            "السوسة / قتل مجهولون أمس مدنياً بالرصاص\nالزر / انفجرت أمس عبوة بسيارة لقسد",
            "السوسة attack k1|الزر ied",
        ),
        (
            "اعتقلت قسد أمس ثلاثة شبان من بلدة الكسرة، فيما قُتل مدني برصاص مجهولين في قرية الحصان.",
            "الكسرة arrests|الحصان attack k1",
        ),
    ],
)
def test_one_event_is_one_incident(told, text, expected):
    assert told(text) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "قُتل شاب برصاص مجهولين في ذيبان أمس. وكان شاب آخر قد قُتل برصاص مجهولين في غرانيج في 3 آذار.",
            ["2023-03-14", "2023-03-03"],
        ),
        (
            "انفجرت عبوة بدورية لقسد في الشحيل الجمعة. وفي اليوم التالي داهمت قسد منازل في ذيبان.",
            ["2023-03-10", "2023-03-11"],
        ),
        (
            "انفجرت عبوة بدورية لقسد في الشحيل الجمعة. وفي اليوم ذاته داهمت قسد منازل في ذيبان.",
            ["2023-03-10", "2023-03-10"],
        ),
        (
            "قصفت مسيّرة أمريكية موقعاً في الميادين الأحد. وسبقتها بيومين ضربة نفذتها مسيّرة أمريكية على الهري.",
            ["2023-03-12", "2023-03-10"],
        ),
        # an event that the sentence looks back at
        ("داهمت قسد منازل في الشحيل أمس بعد يومين من هجوم على حاجزها قُتل فيه عنصر.", ["2023-03-12", "2023-03-14"]),
        ("داهمت قسد منازل في الشحيل أمس، وذلك بعد يوم على مقتل معلم برصاص مجهولين.", ["2023-03-13", "2023-03-14"]),
        ("قُتل شاب برصاص مجهولين في هجين أمس، بعد مقتل معلم في بيته مساء الأحد.", ["2023-03-12", "2023-03-14"]),
        # ... and one that it tells once: how it went, what was known, what came of it
        ("قُتل شاب في هجين أمس بعد استهداف سيارته بعبوة ناسفة.", ["2023-03-14"]),
        ("قُتل شاب في هجين أمس بعد يوم من اعتقاله.", ["2023-03-14"]),
        ("داهمت قسد منازل في هجين أمس بعد يومين من الهجوم.", ["2023-03-14"]),
        ("يذكر أن لغماً انفجر في الباغوز مطلع شباط الماضي وقُتل طفل.", ["2023-02-01..2023-02-10"]),
    ],
)
def test_each_event_keeps_its_own_date(read, text, dates):
    assert [when_of(incident) for incident in read(text).incidents] == dates


def test_what_was_considered_and_not_taken_is_kept_with_its_reason(read):
    reading = read("هدد تنظيم الدولة بمهاجمة حاجز قسد في بلدة الشحيل.")
    assert reading.incidents == ()
    assert reading.rejected
    assert all(item.reason and 0 <= item.span.start < item.span.end for item in reading.rejected)


@pytest.mark.parametrize(("field", "words"), [("source", "شبكة النموذج"), ("url", "https://example.org/1")])
def test_what_is_known_of_the_report_is_in_the_record(read, field, words):
    reading = read(TEXTS[0][1], **{field: words})
    assert incident_record(reading.incidents[0], reading.report)[field] == words


@pytest.mark.parametrize(
    ("source", "actor"),
    [("المكتب الإعلامي لقوى الأمن الداخلي (الأسايش)", "asayish"), ("المركز الإعلامي لقوات سوريا الديمقراطية", "sdf")],
)
def test_our_forces_are_those_of_the_office_that_published(read, source, actor):
    text = "نفذت قسد والأسايش عمليات في الريف الشرقي. واعتقلت قواتنا أمس مطلوباً في الشحيل."
    (incident,) = read(text, source=source).incidents
    assert actor in incident.perpetrators


def test_dates_of_incidents_do_not_lie_after_publication(read):
    for published, text in TEXTS:
        for incident in read(text, published).incidents:
            assert incident.date.end <= date.fromisoformat(published)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "مساء أمس انفجرت عبوة ناسفة في الشحيل، وأخرى في الزر، وفجر اليوم ثالثة في ضمان.",
            "الشحيل ied|الزر ied|ضمان ied",
        ),
        (
            "الأول استهدف أمس حاجزاً لقسد في الشحيل وقُتل فيه عنصر، والثاني طال دورية في البصيرة وأصيب عنصران.",
            "الشحيل clash k1|البصيرة clash i2",
        ),
        (
            "سيطرت قوات النظام أمس على مدينة دير الزور، بعد أن سيطرت يوم الأحد على حي الحميدية.",
            "دير الزور regains|الحميدية regains",
        ),
        (
            "اعتقلت قسد أربعة شبان في الشحيل أمس بعد يومين من هجوم على حاجزها أدى إلى مقتل عنصرين.",
            "الشحيل clash k2|الشحيل arrests",
        ),
        ("قصفت طائرات مجهولة أمس ميليشيا فاطميون في مقرها في الميادين.", "الميادين air"),
        ("قُتل طفل أمس بانفجار لغم في هجين وشقيقه في حالة خطر.", "هجين ied k1"),
        ("استعاد الجيش السوري أمس جزءاً من مدينة الميادين بعد اشتباكات مع داعش.", "الميادين regains"),
        (
            "لم تكد قسد تنهي حملتها في بلدة الكسرة، التي أوقفت خلالها أمس سبعة مشتبهين، حتى دوّى اليوم في البصيرة "
            "انفجار عبوة برتل لصهاريج النفط، ما أدى إلى مقتل سائق.",
            "الكسرة arrests|البصيرة ied k1",
        ),
        (
            "قصفت قسد ذيبان اليوم رداً على هجوم للعشائر على حاجز لها في الحوايج أمس.",
            "ذيبان shelling|الحوايج clash",
        ),
        (
            "رداً على قصف مدفعي لقسد على الحوايج أمس، هاجم مقاتلو العشائر اليوم حاجزاً لها في ذيبان.",
            "الحوايج shelling|ذيبان clash",
        ),
        (
            "أوقفت الأسايش أمس في الزر خلية لداعش مسؤولة عن استهداف مؤسسات، آخرها إلقاء قنبلة على دار المرأة في "
            "البصيرة مطلع الشهر الجاري.",
            "الزر arrests|البصيرة grenade",
        ),
        ("اتهم ناشطون قسد بقتل شاب أمس في الشحيل، وهو ما نفته قسد.", "الشحيل attack k1"),
        ("وقّع الطرفان في دمشق أمس اتفاقاً نص على تسليم الرقة.", "دمشق agreement"),
        (
            "سيطر مقاتلو العشائر الأحد على الحوايج قبل أن تستعيدها قسد أمس.",
            "الحوايج overtakes|الحوايج overtakes",
        ),
        (
            "نهب مجهولون صوامع في هجين ليل أمس، قبل أن توقف قسد تسعة منهم اليوم.",
            "هجين looting|هجين arrests",
        ),
        (
            "قُتل 12 عنصراً من داعش أمس بغارات قرب فيضة ابن موينع وعلى الطريق جنوب المحطة الثانية.",
            "فيضة ابن موينع air k12|المحطة الثانية air",
        ),
        (
            "خرجت مظاهرة في الكسرة اليوم احتجاجاً على مقتل شاب برصاص دورية لقسد في الزر أمس الأول.",
            "الكسرة peaceful|الزر attack k1",
        ),
        (
            "قُتل شاب برصاص مجهولين في الحصان أمس. وفي القرية المجاورة محيميدة رمى ملثمون قنبلة يدوية على بيت معلم.",
            "الحصان attack k1|محيميدة grenade",
        ),
        (
            "قطع العشرات الطريق في بلدة الصور وأضرموا النار بالإطارات. وكانت دورية من الأسايش قد اعتقلت وجيهاً يوم "
            "الخميس الفائت على حاجز جنوبي البلدة.",
            "الصور violent|الصور arrests",
        ),
        (
            "قصف طيران النظام مدينة الميادين في 10 شباط 2017. وفي 3 آذار 2017 استهدف طيران التحالف سوقها وقُتل مدني.",
            "الميادين air|الميادين air k1",
        ),
    ],
)
def test_several_events_told_together_are_several(told, text, expected):
    assert told(text) == expected.split("|")


def test_a_weapon_points_at_its_word(read):
    reading = read("قُتل شاب أمس بانفجار لغم أرضي في بادية معدان.")
    (incident,) = reading.incidents
    (evidence,) = [e for e in incident.evidence if e.field == "weapons"]
    assert incident.weapons == ("ied",)
    assert evidence.rule == "weapon.word"
    assert reading.report.text[evidence.span.start : evidence.span.end] == "لغم"


def test_victims_told_besides_are_added_one_after_the_other(read):
    text = "قُتل ثلاثة من عناصر قسد بهجوم على حاجز في الشحيل. وأسفر الهجوم أيضاً عن مقتل مدني، وأسفر أيضاً عن مقتل طفل."
    (incident,) = read(text).incidents
    assert incident.killed == Estimate(5, 5, 5)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("عُثر على جثة شاب قرب بلدة التبني، قُتل رمياً بالرصاص.", 1),
        ("عُثر على جثث لخمسة رعاة قرب بلدة التبني، قُتلوا رمياً بالرصاص.", 5),
        ("قُتل أربعة جنود بهجوم لداعش في المسرب. وعُرف من القتلى الملازم نادر الهادي.", 4),
        ("قُتل رجل وأخوه برصاص مجهولين في ذيبان.", 2),
        ("قُتل أخوان برصاص مجهولين في ذيبان.", 2),
    ],
)
def test_nobody_is_counted_twice(read, text, killed):
    (incident,) = read(text).incidents
    assert incident.killed == Estimate(killed, killed, killed)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قُتل رجلان في محيميدة أمس، وهما ينحدران من عائلة الشامخ في بلدة الحصان.", ["محيميدة"]),
        ("أصيب رجل بقصف على بلدة غرانيج أمس. ومصدر القصف هو مواقع قسد في بلدة درنج.", ["غرانيج"]),
        ("تتقاسم قسد مع قوات النظام السيطرة على دير الزور.", []),
        ("قصف الطيران بلدة الدحلة المطلة على النهر (بادية الجزيرة) أمس وقتل طفلاً.", ["الدحلة"]),
        ("قصف الطيران قرية مراط، خط الجزيرة، أمس وقتل طفلاً.", ["مراط"]),
        ("انفجرت عبوة في حي القصور أمس. وقع الانفجار بمحيط منطقة جامع النور.", ["القصور"]),
    ],
)
def test_places_that_only_frame_an_event_are_no_scenes(read, text, places):
    assert [incident.location.name_ar for incident in read(text).incidents] == places


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("فككت قسد بإسناد من طيران التحالف الدولي خلية لداعش في الشحيل أمس.", "Arrests"),
        ("فككت قسد عبوة زرعتها خلية لداعش في الشحيل أمس.", "Disrupted weapons use"),
        ("قُتل ثلاثة من قسد بعد وقوعهم بحقل ألغام في السوسة أمس.", "Remote explosive/landmine/IED"),
    ],
)
def test_what_is_dismantled_and_who_walks_into_mines(read, text, sub_type):
    (incident,) = read(text).incidents
    assert incident.sub_event_type == sub_type


def test_an_old_event_told_further_on_does_not_date_the_news(read):
    text = (
        "ألقت الشرطة القبض على متزعم عصابة في مدينة موحسن. وأوضح مصدر أنه أشرف على هجوم طال حاجزاً للجيش في الميادين "
        "في الثامن من كانون الثاني الماضي قُتل فيه عنصران."
    )
    arrests, attack = read(text, "2024-05-14").incidents
    assert (arrests.sub_event_type, arrests.date) == ("Arrests", None)
    assert attack.date is not None
    assert attack.date.start == date(2024, 1, 8)


def test_the_day_that_opens_an_item_dates_what_the_item_goes_on_to_tell(read):
    text = (
        "1/ الثلاثاء 7 أيار: قُتل عنصر من قسد برصاص مجهولين في هجين.\n"
        "2/ الأربعاء، الساعة العاشرة ليلاً: ضربة جديدة. هاجم مسلحون نقطة لقسد في الصبحة وقتلوا عنصرين."
    )
    first, second = read(text, "2024-05-10").incidents
    assert first.date is not None
    assert second.date is not None
    assert (first.date.start, second.date.start) == (date(2024, 5, 7), date(2024, 5, 8))
