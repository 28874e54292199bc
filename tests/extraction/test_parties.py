"""Who stands where in a clause, and what the reading makes of it."""

import pytest

PARTS = [
    ("انفجرت عبوة ناسفة بسيارة لقسد في الشحيل", "sdf sufferer"),
    ("قُتل ثلاثة عناصر من قسد بهجوم على حاجز", "sdf sufferer"),
    ("قصفت طائرات حربية روسية مواقع لتنظيم الدولة", "russia doer|isis sufferer"),
    ("استهدفت إسرائيل قاعدة أمريكية", "israel doer|us_forces sufferer"),
    ("استهدفت صواريخ قاعدة للقوات الأمريكية", "us_forces sufferer"),
    ("احتجزت دورية للشرطة العسكرية التابعة لقسد ستة شبان", "sdf doer"),
    ("هاجم مسلحون من تنظيم داعش حاجزاً لقسد", "isis doer|sdf sufferer"),
    ("قُتل عنصر من قسد برصاص تنظيم الدولة", "sdf sufferer|isis of hit"),
    ("أعلنت قسد مقتل أحد عناصرها بانفجار لغم", "sdf speaker|sdf sufferer"),
    ("اعتقلت قسد بإسناد جوي من التحالف الدولي خمسة أشخاص", "sdf doer|coalition helper"),
    ("شن مسلحون هجوماً على دورية من قسد", "unidentified_gunmen doer|sdf sufferer"),
    ("قضت القوات النظامية أمس على عدد من عناصر داعش", "assad_forces doer|isis sufferer"),
    ("هاجمت القوات الحكومية مجموعة من قسد", "control:1 doer|sdf sufferer"),
    ("قتل قيادي في التنظيم بمسيّرة للتحالف", "isis sufferer|coalition doer"),
    ("قال مصدر في قسد إن مسلحين أطلقوا النار على شاب", "sdf speaker|unidentified_gunmen doer"),
    ("اندلعت اشتباكات بين قسد ومقاتلي العشائر", "sdf between|tribal_fighters between"),
    ("هجوم على القاعدة الأمريكية والميليشيات الإيرانية تبنت ذلك", "us_forces sufferer|iranian_militias doer"),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_what_grammar_says(material, text, expected):
    found = material(text)
    said = [f"{found.actors[party.actor].key} {party.part()}" for party in found.parties if party.actor is not None]
    assert "|".join(said) == expected


READINGS = [
    ("انفجرت عبوة ناسفة بسيارة لقسد في الشحيل أمس.", "", "sdf"),
    ("قُتل ثلاثة عناصر من قسد بهجوم على حاجز في بلدة الشحيل أمس.", "", "sdf"),
    ("أعلنت قسد مقتل أحد عناصرها وإصابة اثنين بانفجار لغم في قرية جديد بكارة أمس.", "", "sdf"),
    ("قصفت طائرات حربية روسية مواقع لتنظيم الدولة في بادية البوكمال أمس.", "russia", "isis"),
    ("استهدفت صواريخ قاعدة للقوات الأمريكية في حقل العمر فجر أمس.", "", "us_forces"),
    ("انسحب تنظيم الدولة من بلدة الشحيل أمس وسيطرت عليها قسد دون قتال.", "sdf", "isis"),
    ("احتجزت دورية للشرطة العسكرية التابعة لقسد أمس ستة شبان في بلدة الصور.", "sdf", "civilians"),
    ("اعتدى عناصر من الأمن العسكري بالضرب على سائق في مدينة البوكمال أمس.", "assad_forces", "civilians"),
    ("عثر الأهالي أمس على جثة شاب مقتول بالرصاص على طريق قرية الزر.", "", "civilians"),
    ("اعتقلت قسد بإسناد جوي من التحالف الدولي خمسة أشخاص في بلدة الصور أمس.", "coalition sdf", "civilians"),
    ("خسرت قوات النظام والدفاع الوطني سبعة قتلى في هجوم لداعش على الشولا أمس.", "isis", "assad_forces ndf"),
    ("أصيب مدني أمس بقذيفة في حي القصور الخاضع لسيطرة قوات النظام.", "", "civilians"),
    ("أعدم تنظيم داعش رجلين في بلدة الطيانة أمس بتهمة العمالة للتحالف الدولي.", "isis", "civilians"),
    ("قُتل المدعو أبو سالم القيادي في داعش أمس بغارة للتحالف الدولي على الشحيل.", "coalition", "isis"),
    ("اعتقلت قسد أمس المدعو سالم السالم أمير في تنظيم داعش في بلدة الصور.", "sdf", "isis"),
    ("قُتل اثنان من مرتزقة الدفاع الوطني بانفجار لغم قرب بلدة التبني أمس.", "", "ndf"),
    (
        "داهمت قوة من الحرس الثوري منزلاً في الحمدان أمس واحتجزت ستة من عناصر الأمن العسكري.",
        "iranian_militias",
        "assad_forces",
    ),
    ("تمكنت فرق الهندسة من تفكيك عبوتين ناسفتين في بلدة محيميدة أمس.", "", ""),
]


@pytest.mark.parametrize(("text", "by", "against"), READINGS)
def test_who_did_it_and_who_was_hit(read, text, by, against):
    (incident,) = read(text, "2023-03-15").incidents
    assert (" ".join(sorted(incident.perpetrators)), " ".join(sorted(incident.targets))) == (by, against)


def test_who_was_hurt_at_one_place_of_a_list_is_no_target_at_another(read):
    text = "قصف الطيران الروسي أمس حطلة ومراط، لم تعرف نتائجه في الأولى، وقتل في الثانية سبعة من أسرة واحدة."
    hit = {i.location.name_ar: i.targets for i in read(text, "2017-03-15").incidents}
    assert {name: list(targets) for name, targets in hit.items()} == {"حطلة": [], "مراط": ["civilians"]}
