"""From a sentence as agencies write it to the incident that it tells: place, type, date, casualties, actors."""

import json
from datetime import date

import pytest

from extraction.record import INCIDENT_KEYS, incident_record

PUBLISHED = "2023-03-15"


def when_of(incident):
    if incident.date is None:
        return "-"
    start, end = incident.date.start.isoformat(), incident.date.end.isoformat()
    return start if start == end else f"{start}..{end}"


SENTENCES = [
    (
        "2023-03-15",
        "قُتل عنصران من قوات سوريا الديمقراطية وأصيب ثالث، أمس الثلاثاء، بهجوم شنّه مسلحون من تنظيم "
        "الدولة على حاجز لهم في بلدة الشحيل بريف دير الزور الشرقي.",
        "الشحيل clash k2 i1",
        "2023-03-14",
        "isis",
        "sdf",
    ),
    (
        "2023-03-15",
        "استهدف مسلحون مجهولون بالأسلحة الرشاشة صباح اليوم دورية لقسد على أطراف بلدة غرانيج، دون وقوع إصابات.",
        "غرانيج clash i0",
        "2023-03-15",
        "unidentified_gunmen",
        "sdf",
    ),
    (
        "2023-03-15",
        "انفجرت عبوة ناسفة زرعها مجهولون بسيارة عسكرية تابعة لقسد في قرية الحجنة مساء الاثنين، ما أسفر "
        "عن إصابة ثلاثة عناصر.",
        "الحجنة ied i3",
        "2023-03-13",
        "unidentified_gunmen",
        "sdf",
    ),
    (
        "2023-03-15",
        "قُتل طفلان وأصيبت والدتهما بانفجار لغم أرضي من مخلفات الحرب في بلدة الباغوز يوم الأحد.",
        None,
        "2023-03-12",
        "",
        "civilians",
    ),
    (
        "2023-03-15",
        "اغتال مسلحون مجهولون يستقلون دراجة نارية مختار بلدة ذيبان أمام منزله مساء الجمعة.",
        None,
        "2023-03-10",
        "unidentified_gunmen",
        "civilians",
    ),
    (
        "2023-03-15",
        "أطلق مجهولون النار على مدني في سوق بلدة أبو حمام أمس ما أدى إلى مقتله على الفور.",
        "أبو حمام attack k1",
        "2023-03-14",
        "unidentified_gunmen",
        "civilians",
    ),
    (
        "2023-03-15",
        "اعتقلت قوات سوريا الديمقراطية بإسناد جوي من التحالف الدولي خمسة أشخاص خلال حملة دهم في بلدة الصور فجر اليوم.",
        "الصور arrests",
        "2023-03-15",
        "sdf coalition",
        None,
    ),
    (
        "2023-03-15",
        "خرج العشرات من أهالي بلدة الحصان في مظاهرة أمس احتجاجاً على قرارات الإدارة الذاتية.",
        "الحصان peaceful",
        "2023-03-14",
        "civilians",
        "aanes",
    ),
    (
        "2023-03-15",
        "فرّقت قسد بالرصاص الحي مظاهرة في بلدة العزبة أمس ما أدى إلى مقتل متظاهر وإصابة أربعة.",
        "العزبة excessive k1 i4",
        "2023-03-14",
        "sdf",
        "civilians",
    ),
    (
        "2023-03-15",
        "قطع محتجون الطريق العام في قرية محيميدة بالإطارات المشتعلة أمس.",
        "محيميدة peaceful",
        "2023-03-14",
        "civilians",
        "",
    ),
    (
        "2023-03-15",
        "خطف مسلحون مجهولون تاجراً من منزله في مدينة البصيرة الخميس الماضي واقتادوه إلى جهة مجهولة.",
        "البصيرة abduction",
        "2023-03-09",
        "unidentified_gunmen",
        "civilians",
    ),
    (
        "2023-03-15",
        "استهدفت طائرة مسيّرة مجهولة مقراً للميليشيات الإيرانية في مدينة البوكمال ليل الثلاثاء - "
        "الأربعاء وقُتل أربعة عناصر.",
        "البوكمال air k4",
        "2023-03-14..2023-03-15",
        "unidentified_aircraft",
        "iranian_militias",
    ),
    (
        "2023-03-15",
        "قصفت طائرات حربية روسية مواقع لتنظيم الدولة في بادية البوكمال أمس.",
        "بادية البوكمال air",
        "2023-03-14",
        None,
        "isis",
    ),
    (
        "2023-03-15",
        "هاجم تنظيم الدولة رتلاً عسكرياً لقوات النظام في بادية الشولا أمس، ما أدى لمقتل ما لا يقل عن عشرة عناصر.",
        "بادية الشولا clash k10-",
        "2023-03-14",
        "isis",
        "assad_forces",
    ),
    (
        "2023-03-15",
        "سقطت قذائف هاون أطلقتها الميليشيات الإيرانية على قرية الكشكية أمس وأصيب مدنيان.",
        "الكشكية shelling i2",
        "2023-03-14",
        "iranian_militias",
        "civilians",
    ),
    (
        "2023-03-15",
        "استهدفت صواريخ قاعدة للقوات الأمريكية في حقل العمر فجر أمس دون خسائر بشرية.",
        "حقل العمر shelling k0 i0",
        "2023-03-14",
        None,
        "us_forces",
    ),
    (
        "2023-03-15",
        "ألقى مجهولون قنبلة يدوية على منزل موظف في الإدارة الذاتية في مدينة هجين أمس واقتصرت الأضرار على الماديات.",
        "هجين grenade k0 i0",
        "2023-03-14",
        "unidentified_gunmen",
        "aanes",
    ),
    (
        "2023-03-15",
        "اندلعت اشتباكات بين عشيرتين في بلدة الطيانة أمس أسفرت عن مقتل ثلاثة أشخاص وجرح سبعة.",
        "الطيانة clash k3 i7",
        "2023-03-14",
        "tribal_fighters",
        "tribal_fighters",
    ),
    (
        "2023-03-15",
        "عثر الأهالي أمس على جثة شاب مقتول بالرصاص على طريق قرية الزر.",
        "الزر attack k1",
        "2023-03-14",
        None,
        "civilians",
    ),
    (
        "2023-03-15",
        "فجّر انتحاري نفسه بحزام ناسف قرب حاجز لقسد في البصيرة أمس فقُتل ثلاثة عناصر.",
        "البصيرة suicide k3",
        "2023-03-14",
        "",
        "sdf",
    ),
    (
        "2023-03-15",
        "قُتل قيادي في الحرس الثوري الإيراني بانفجار عبوة ناسفة بسيارته في مدينة الميادين قبل يومين.",
        "الميادين ied k1",
        "2023-03-13",
        "",
        "iranian_militias",
    ),
    (
        "2023-03-15",
        "نفذت قوات التحالف الدولي إنزالاً جوياً في بلدة الزر فجر السبت واعتقلت قيادياً في تنظيم الدولة.",
        "الزر arrests",
        "2023-03-11",
        "coalition",
        "isis",
    ),
    (
        "2023-03-15",
        "سرق مسلحون مجهولون محتويات صيدلية في بلدة غرانيج تحت تهديد السلاح أمس.",
        "غرانيج looting",
        "2023-03-14",
        "unidentified_gunmen",
        "civilians",
    ),
    (
        "2023-03-15",
        "أحرق مجهولون مبنى بلدية الشعب في بلدة الشعفة ليل أمس.",
        "الشعفة looting",
        "2023-03-14",
        "unidentified_gunmen",
        "aanes",
    ),
    (
        "2023-03-15",
        "فككت فرق الهندسة التابعة لقسد عبوة ناسفة معدة للتفجير في بلدة الكسرة أمس.",
        "الكسرة disrupted",
        "2023-03-14",
        "sdf",
        "",
    ),
    (
        "2023-03-15",
        "تبنى تنظيم الدولة الهجوم الذي استهدف صهريج نفط في بلدة الصبحة أمس وأسفر عن مقتل سائقه.",
        "الصبحة attack k1",
        "2023-03-14",
        "isis",
        "civilians",
    ),
    (
        "2023-03-15",
        "أنشأت الميليشيات الإيرانية نقطة عسكرية جديدة في بلدة العشارة أمس.",
        "العشارة base",
        "2023-03-14",
        "iranian_militias",
        "",
    ),
    (
        "2023-03-15",
        "توصل وجهاء عشيرتين في بلدة الشحيل إلى اتفاق صلح أمس ينهي خلافاً عائلياً.",
        "الشحيل agreement",
        "2023-03-14",
        None,
        None,
    ),
    (
        "2017-09-20",
        "سيطرت قوات سوريا الديمقراطية على قرية خشام أمس بعد معارك مع تنظيم الدولة.",
        "خشام overtakes",
        "2017-09-19",
        "sdf",
        "isis",
    ),
    (
        "2017-10-16",
        "سيطرت قوات النظام على مدينة الميادين السبت بعد اشتباكات مع تنظيم داعش.",
        "الميادين regains",
        "2017-10-14",
        "assad_forces",
        "isis",
    ),
    (
        "2017-07-03",
        "قُتل 12 مدنياً بغارات للتحالف الدولي على بلدة القورية أمس.",
        "القورية air k12",
        "2017-07-02",
        "coalition",
        "civilians",
    ),
    (
        "2016-01-20",
        "أعدم تنظيم الدولة ثلاثة شبان في حي الحميدية بمدينة دير الزور أمس بتهمة التعامل مع التحالف.",
        "الحميدية attack k3",
        "2016-01-19",
        "isis",
        "civilians",
    ),
    (
        "2016-05-12",
        "ألقت طائرات النظام براميل متفجرة على حي الجبيلة في مدينة دير الزور أمس، ما أدى إلى استشهاد خمسة "
        "مدنيين بينهم طفلان.",
        "الجبيلة air k5",
        "2016-05-11",
        "assad_forces",
        "civilians",
    ),
    (
        "2023-09-01",
        "دارت اشتباكات عنيفة بين مقاتلي العشائر وقسد في بلدة ذيبان أمس.",
        "ذيبان clash",
        "2023-08-31",
        "tribal_fighters",
        "sdf",
    ),
    (
        "2025-03-12",
        "اعتقلت قوى الأمن الداخلي أمس ثلاثة من فلول النظام في مدينة الميادين.",
        "الميادين arrests",
        "2025-03-11",
        "syrian_government",
        "assad_forces",
    ),
    (
        "2025-03-12",
        "قُتل عنصر من الأمن العام وأصيب آخر بهجوم لتنظيم الدولة على حاجز في مدينة البوكمال أمس.",
        "البوكمال clash k1 i1",
        "2025-03-11",
        "isis",
        "syrian_government",
    ),
    (
        "2025-06-20",
        "هاجمت خلايا داعش نقطة لقسد في بلدة أبو خشب بقذائف الـRPG أمس دون خسائر بشرية.",
        "أبو خشب clash k0 i0",
        "2025-06-19",
        "isis",
        "sdf",
    ),
    (
        "2026-01-19",
        "دخلت وحدات الجيش السوري حقل العمر النفطي أمس بعد انسحاب قسد منه دون قتال.",
        "حقل العمر transfer",
        "2026-01-18",
        "syrian_government",
        "sdf",
    ),
    (
        "2026-03-02",
        "اعتقلت قوى الأمن الداخلي أمس شابين في بلدة هجين.",
        "هجين arrests",
        "2026-03-01",
        "syrian_government",
        "civilians",
    ),
    (
        "2024-12-02",
        "قصفت القوات الأمريكية أمس مواقع للميليشيات الإيرانية في قرية مراط.",
        "مراط",
        "2024-12-01",
        "us_forces",
        "iranian_militias",
    ),
    (
        "2023-11-20",
        "استهدفت المقاومة الإسلامية في العراق قاعدة أمريكية في حقل كونيكو بطائرة مسيّرة أمس.",
        "حقل كونيكو air",
        "2023-11-19",
        "iranian_militias",
        None,
    ),
    (
        "2023-03-15",
        "نعت قوات سوريا الديمقراطية أربعة من مقاتليها قضوا في هجوم لداعش على نقطة في بلدة الكشكية أمس.",
        "الكشكية clash k4",
        "2023-03-14",
        "isis",
        "sdf",
    ),
    (
        "2023-03-15",
        "قالت وكالة محلية إن مسلحين اقتحموا منزل مدني في قرية الجرذي أمس وسرقوا أموالاً ومصاغاً.",
        "الجرذي looting",
        "2023-03-14",
        "unidentified_gunmen",
        "civilians",
    ),
    (
        "2023-03-15",
        "سقط ثلاثة قتلى من الدفاع الوطني بكمين نصبه تنظيم الدولة في بادية التبني أمس.",
        "بادية التبني clash k3",
        "2023-03-14",
        "isis",
        "ndf",
    ),
    (
        "2023-03-15",
        "شهدت مدينة هجين أمس احتجاجات على رفع سعر المحروقات.",
        "هجين peaceful",
        "2023-03-14",
        "civilians",
        "",
    ),
    (
        "2023-03-15",
        "أصابت رصاصة طائشة طفلة في حي القصور بمدينة دير الزور أمس.",
        "القصور attack i1",
        "2023-03-14",
        "",
        "civilians",
    ),
    (
        "2023-03-15",
        "استعادت قوات النظام السيطرة على قرية المسرب من تنظيم الدولة أمس.",
        "المسرب regains",
        "2023-03-14",
        "assad_forces",
        "isis",
    ),
    (
        "2023-03-15",
        "انسحب تنظيم الدولة من بلدة الشحيل أمس وسيطرت عليها قسد دون قتال.",
        "الشحيل transfer",
        "2023-03-14",
        None,
        None,
    ),
    (
        "2023-03-15",
        "خطف تنظيم الدولة ثلاثة من جامعي الكمأة في بادية المسرب أمس وعُثر على جثثهم لاحقاً.",
        "بادية التبني abduction",
        "2023-03-14",
        "isis",
        "civilians",
    ),
    (
        "2023-03-15",
        "قُتل خمسة من جامعي الكمأة بانفجار لغم بسيارتهم في بادية كباجب أمس.",
        "كباجب ied k5",
        "2023-03-14",
        "",
        "civilians",
    ),
    (
        "2023-03-15",
        "فتح حاجز لقسد النار على دراجة نارية في بلدة الجنينة أمس فقُتل سائقها وأصيب مرافقه.",
        "الجنينة attack k1 i1",
        "2023-03-14",
        "sdf",
        "civilians",
    ),
    (
        "2023-03-15",
        "استولت ميليشيا فاطميون على منازل مدنيين في حي العرضي بمدينة دير الزور أمس.",
        "العرضي looting",
        "2023-03-14",
        "iranian_militias",
        "civilians",
    ),
    (
        "2023-03-15",
        "تعرضت نقطة لقوات النظام في قرية الحسينية لقصف مدفعي من قسد أمس دون معلومات عن خسائر.",
        "الحسينية shelling",
        "2023-03-14",
        "sdf",
        "assad_forces",
    ),
    (
        "2023-03-15",
        "اقتحمت قوات النظام حي الجورة أمس واعتقلت عشرين شاباً.",
        "الجورة arrests",
        "2023-03-14",
        "assad_forces",
        "civilians",
    ),
    (
        "2023-03-15",
        "تمكنت قوى الأمن الداخلي من إلقاء القبض على خلية لداعش في بلدة الكسرة أمس.",
        "الكسرة arrests",
        "2023-03-14",
        "asayish",
        "isis",
    ),
    (
        "2023-03-15",
        "قُتلت امرأة وطفلها وأصيب زوجها بقصف للميليشيات الإيرانية على بلدة ذيبان أمس.",
        None,
        "2023-03-14",
        "iranian_militias",
        "civilians",
    ),
    (
        "2023-03-15",
        "قضى شاب تحت التعذيب في سجن تابع لقسد في بلدة الشحيل أمس.",
        "الشحيل attack k1",
        "2023-03-14",
        "sdf",
        "civilians",
    ),
    (
        "2023-03-15",
        "استهدف الطيران الإسرائيلي فجر اليوم مواقع للميليشيات الإيرانية في محيط مدينة الميادين ما أدى "
        "إلى مقتل سبعة عناصر.",
        None,
        "2023-03-15",
        "israel",
        "iranian_militias",
    ),
    (
        "2023-03-15",
        "أعلنت قسد مقتل أحد عناصرها وإصابة اثنين بانفجار لغم في قرية جديد بكارة أمس.",
        "جديد بكارة ied k1 i2",
        "2023-03-14",
        None,
        "sdf",
    ),
    (
        "2023-03-15",
        "أصيب عنصر من الأسايش بطلق ناري أثناء ملاحقة مطلوبين في مدينة البصيرة أمس.",
        "البصيرة clash i1",
        "2023-03-14",
        "",
        "asayish",
    ),
    (
        "2023-03-15",
        "احتجزت دورية للشرطة العسكرية التابعة لقسد أمس ستة شبان في بلدة الزغير لسوقهم إلى التجنيد الإجباري.",
        "زغير جزيرة arrests",
        "2023-03-14",
        None,
        None,
    ),
    (
        "2023-03-15",
        "اعتدى عناصر من الأمن العسكري بالضرب على سائق في مدينة البوكمال أمس.",
        None,
        "2023-03-14",
        "assad_forces",
        None,
    ),
    (
        "2023-03-15",
        "قُتل عنصران من قسد بهجوم شنّه مسلحون مجهولون على طريق دير الزور - الميادين أمس.",
        None,
        "2023-03-14",
        "unidentified_gunmen",
        "sdf",
    ),
    (
        "2023-03-15",
        "ألقى مجهولون قنبلة يدوية على مركز صحي في بلدة الصور أمس دون إصابات.",
        "الصور grenade i0",
        "2023-03-14",
        "unidentified_gunmen",
        "civilians",
    ),
    (
        "2023-03-15",
        "قُتل قيادي في تنظيم الدولة بغارة لطائرة مسيّرة تابعة للتحالف الدولي قرب بلدة الزر أمس.",
        "الزر air k1",
        "2023-03-14",
        "coalition",
        "isis",
    ),
    (
        "2023-03-15",
        "اندلعت أمس اشتباكات بين الدفاع الوطني وميليشيا لواء القدس في مدينة الميادين أسفرت عن إصابة أربعة عناصر.",
        "الميادين clash i4",
        "2023-03-14",
        None,
        None,
    ),
    (
        "2023-03-15",
        "نصب مسلحون مجهولون كميناً لدورية من مجلس دير الزور العسكري في قرية الحريجي مساء أمس وقتلوا عنصراً.",
        "الحريجي clash k1",
        "2023-03-14",
        "unidentified_gunmen",
        "dz_military_council",
    ),
    (
        "2023-03-15",
        "داهمت قوة أمنية تابعة لقسد مخيم أبو خشب فجر اليوم واعتقلت ثلاثة نازحين.",
        "مخيم أبو خشب arrests",
        "2023-03-15",
        "sdf",
        "civilians",
    ),
    (
        "2026-01-20",
        "تسلّم الجيش السوري أمس حقل التنك النفطي من قسد بموجب الاتفاق.",
        "حقل التنك transfer",
        "2026-01-19",
        "syrian_government",
        "sdf",
    ),
    (
        "2025-05-10",
        "قُتل عنصران من وزارة الدفاع بانفجار لغم في بادية البوكمال أمس.",
        "بادية البوكمال ied k2",
        "2025-05-09",
        "",
        "syrian_government",
    ),
    (
        "2025-05-10",
        "أفشلت قوى الأمن الداخلي محاولة تهريب أسلحة عبر نهر الفرات في مدينة البوكمال أمس.",
        "البوكمال disrupted",
        "2025-05-09",
        "syrian_government",
        None,
    ),
    (
        "2025-05-10",
        "اغتال مجهولون موظفاً سابقاً في حكومة النظام أمام منزله في مدينة القورية أمس.",
        "القورية attack k1",
        "2025-05-09",
        "unidentified_gunmen",
        None,
    ),
    (
        "2016-04-10",
        "قصف النظام بالمدفعية الثقيلة حي الصناعة في مدينة دير الزور أمس فاستشهد مدني وجُرح ثلاثة.",
        "الصناعة shelling k1 i3",
        "2016-04-09",
        "assad_forces",
        "civilians",
    ),
]
"""Day of publication, text, place with type and casualties, date, perpetrators, targets; None: not asked."""


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


def test_dates_of_incidents_do_not_lie_after_publication(read):
    for published, text in TEXTS:
        for incident in read(text, published).incidents:
            assert incident.date.end <= date.fromisoformat(published)
