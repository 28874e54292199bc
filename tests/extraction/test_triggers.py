"""Event words: what tells an event, and what only speaks of one."""

import pytest


@pytest.fixture(scope="session")
def triggers(material):
    return lambda text: [(trigger.kind, trigger.modality) for trigger in material(text).triggers]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("هاجم مسلحون حاجزاً", "assault", ""),
        ("هاجموا حاجزاً", "assault", ""),
        ("هاجمت خلية حاجزاً", "assault", ""),
        ("هاجمه مسلحون", "assault", ""),
        ("شنّ مسلحون هجوماً", "assault", ""),
        ("تعرّض حاجز لهجوم", "assault", ""),
        ("استُهدفت دورية بعبوة", "assault", ""),
        ("لم يهاجم المسلحون الحاجز", "assault", "negation"),
        ("نفت قسد وقوع هجوم", "assault", "negation"),
        ("لا صحة لما أشيع عن هجوم", "assault", "denial"),
        ("هدد التنظيم بهجوم", "assault", "plan"),
        ("هدد التنظيم بمهاجمة الحقل", "assault", "plan"),
        ("يخطط التنظيم لهجوم", "assault", "plan"),
        ("حذرت مصادر من هجوم", "assault", "plan"),
        ("سيهاجم التنظيم الحقل", "assault", "plan"),
        ("تحسباً لهجوم محتمل", "assault", "plan"),
        ("خشية اعتقالهم", "arrest", "plan"),
        ("استعداداً لاقتحام البلدة", "storm", "plan"),
        ("حاول مسلحون اقتحام البلدة", "storm", "attempt"),
        ("محاولة اغتيال فاشلة", "assassination", ""),
        ("اندلعت اشتباكات عنيفة", "clash", ""),
        ("لم تندلع اشتباكات", "clash", "negation"),
        ("دون أي اشتباك", "clash", "negation"),
        ("دون اشتباكات تذكر", "clash", "negation"),
        ("هاجموا الحاجز دون خسائر", "assault", ""),
        ("لم يسقط قتلى لكن اندلعت اشتباكات", "clash", ""),
        ("لم يصب أحد، فيما اندلعت اشتباكات", "clash", ""),
        ("بلغ عدد الهجمات ثلاثين هجوماً", "assault", "statistic"),
        ("أحصى المركز ثلاثين هجوماً", "assault", "statistic"),
        ("انفجرت عبوة ناسفة", "explosion", ""),
        ("انفجرت عبوة ناسفة", "ied", ""),
        ("فجّر مجهولون جسراً", "explosion", ""),
        ("فجّر انتحاري نفسه", "suicide", ""),
        ("قصفت طائرة حربية القرية", "bombard", ""),
        ("أطلق مسلحون النار على سيارة", "shooting", ""),
        ("أطلقوا الرصاص عليه", "shooting", ""),
        ("اعتقلت قسد شاباً", "arrest", ""),
        ("ألقت القوى الأمنية القبض على شاب", "arrest", ""),
        ("داهمت دورية منزلاً", "raid", ""),
        ("خطف مسلحون تاجراً", "abduction", ""),
        ("تظاهر الأهالي", "protest", ""),
        ("خرجت مظاهرة", "protest", ""),
        ("دعا ناشطون إلى مظاهرة", "protest", "plan"),
        ("نهب مسلحون المستودع", "loot", ""),
        ("سيطرت القوات على القرية", "take", ""),
        ("فككت فرق الهندسة عبوة", "disrupt", ""),
        ("قُتل شاب", "death", ""),
        ("أصيب شاب", "wound", ""),
        ("لم تتعرض النقطة لأي هجوم", "assault", "negation"),
        ("نفت قسد تعرض حاجزها في البلدة لهجوم", "assault", "negation"),
        ("نفت قسد مسؤوليتها عن الهجوم", "assault", ""),
        ("تستعد قسد لاقتحام البلدة", "storm", "plan"),
        ("توعد قيادي بالرد على أي هجوم", "assault", "plan"),
        ("كانوا يخططون، بحسب قولها، لتفجير السوق", "explosion", "plan"),
        ("تخشى العائلات في الشحيل من اندلاع اشتباكات", "clash", "plan"),
        ("ضربوا رجلاً اتهموه بسرقة كابلات", "loot", "description"),
        ("نجا من محاولة اغتيال بعبوة لاصقة", "ied", ""),
        ("ستخرج غداً مظاهرة", "protest", "plan"),
        ("وقعت ثلاثون عملية اغتيال منذ مطلع العام", "assassination", "statistic"),
        ("قُتل شاب أمس في ثالث عملية من نوعها منذ مطلع العام", "death", ""),
        ("قصفت طائرات مقار رداً على استهداف القاعدة", "assault", "description"),
        ("فرضت قسد حظر تجوال عقب الهجوم.", "assault", "description"),
        ("عقب الهجوم على الحاجز", "assault", ""),
        ("وعقب الهجوم عرفت البلدة انتشاراً للدوريات", "assault", "description"),
        ("تشييع قتلى", "death", "description"),
        ("أسقطت قوات التحالف طائرة مسيّرة", "disrupt", ""),
        ("سقطت أمس قذائف صاروخية", "shelling", ""),
        ("سقط أمس ثلاثة من العناصر", "death", ""),
        ("عثر أهالي البلدة على جثتين", "find", ""),
        ("قطع تنظيم الدولة رأس شاب", "assassination", ""),
        ("أضرب المعلمون", "protest", ""),
        ("اعتدوا بالضرب على سائق", "beat", ""),
    ],
)
def test_the_kind_and_modality_of_an_event_word(triggers, text, kind, modality):
    assert (kind, modality) in triggers(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("فجر الجمعة قُتل شاب", "explosion"),
        ("فجر اليوم قُتل شاب", "explosion"),
        ("فجر أمس قُتل شاب", "explosion"),
        ("فجر يوم الأحد قُتل شاب", "explosion"),
        ("قُتل شاب فجراً", "explosion"),
        ("قُتل شاب عند الفجر", "explosion"),
        ("قُتل شاب قبيل الفجر", "explosion"),
        ("استهدفت الحقل بالإضافة إلى مقرات أخرى", "base"),
        ("أسقطت طائرات التحالف قنابل", "disrupt"),
        ("عثر عناصر على مستودع", "find"),
        ("قطع الأهالي الكهرباء", "cut"),
        ("سقطت أمطار غزيرة", "shelling"),
        ("رفضا تسليم نفسيهما", "enter"),
        ("تسليم السلاح مطلع الشهر", "enter"),
        ("أطلق سراحه بعد أيام", "shooting"),
        ("أطلقت قسد سراح المعتقلين", "shooting"),
        ("أُطلق سراح ثلاثة شبان", "shooting"),
        ("إطلاق سراح ثلاثة شبان", "shooting"),
        ("أطلقت المنظمة حملة تلقيح", "shooting"),
        ("أطلق ناشطون وسماً", "shooting"),
        ("أطلقت البلدية مشروعاً جديداً", "shooting"),
        ("توقف المطر", "arrest"),
        ("توقفت المولدات عن العمل", "arrest"),
        ("المنطقة التي تسيطر عليها قسد", "take"),
        ("يسيطر التنظيم على المنطقة", "take"),
        ("مسيرة السلام في الحي", "shelling"),
        ("أقيمت صلاة الجمعة", "protest"),
        ("غارقون في الوحل", "strike"),
        ("قاتل مأجور", "clash"),
    ],
)
def test_what_is_no_event_of_that_kind(triggers, text, kind):
    assert (kind, "") not in triggers(text)


@pytest.mark.parametrize(
    "text", ["", "تفتح المدارس أبوابها غداً", "سعر الطحين ثابت", "درجة الحرارة أربعون", "وصل الوفد إلى الفندق"]
)
def test_ordinary_sentences_hold_no_event_word(triggers, text):
    assert triggers(text) == []
