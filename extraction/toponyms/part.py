"""The part that a named place has in what is told: scene, organisation, origin, hospital."""

import re

from arabic.tokens import rests
from arabic.vocabulary import Beginnings, WordClass
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.toponyms.context import Toponym

_DATELINE = re.compile(  # عمان 27 نيسان (وكالة) -
    r"\s*(?:\d{1,2} [^\W\d]{3,12}(?: [^\W\d]{3,12})?\s*)?(?:\([^)\n]{1,24}\)\s*)?(?: ?[-–—] |/|-[^\s0-9])"
)
_STRETCHED = re.compile(r"\s*ـ+\s*(?:[«\"]|[^\W\d]{2,14}:)")
"""The stretched dash is no letter and is gone when folded: أنطاكيا ـ «صحيفة», دمشق ـ وكالة:."""
_DESKS = frozenset(
    "دمشق بيروت عمان لندن انقره القاهره واشنطن موسكو طهران الرياض باريس بغداد اسطنبول القامشلي اربيل جنيف نيويورك "
    "الدوحه".split()
)
_COMMENTS = frozenset("تعليق رد موقف توضيح ضوء ضغط ضغوط".split())
_STANCES = WordClass(
    "صمتت التزمت علقت قالت اعلنت اكدت نفت اتهمت تتهم ترفض رفضت ادانت دانت تقول تنفي توكد تزعم زعمت تعتبر".split()
)


def _is_government(document: Document, toponym: Toponym) -> bool:
    """Whether a capital stands for its government (لم يصدر تعليق من موسكو, فيما صمتت دمشق, أربك الهجوم حلفاء دمشق)."""
    name = document.text[toponym.start : toponym.end]
    if name not in _DESKS:
        return False
    nearest, second = document.word(toponym.first - 1), document.word(toponym.first - 2)
    if (nearest == "من" and second in _COMMENTS) or _STANCES[nearest]:
        return True
    bare = toponym.relation is None and not toponym.cue and not toponym.prefix and name not in _NO_CAPITALS
    if toponym.prefix == "ل" and _LOYAL_TO[nearest]:
        return True  # متطوعين موالين لدمشق, فصائل تابعة لدمشق
    return bare and not _begins(document, toponym) and not _TOWNS_ALSO[nearest]


_LOYAL_TO = WordClass("موالين موالون مواليه موالي الموالين الموالون المواليه تابعه تابعين التابعه التابعين".split())


def _begins(document: Document, toponym: Toponym) -> bool:
    """Whether a name begins its sentence or an item of a list: there a town is announced."""
    return toponym.first == document.sentence_of[toponym.first].first or document.gaps[toponym.first] != " "


# News desks that are no seat of a government, and words behind which the town itself is meant.
_NO_CAPITALS = frozenset("القامشلي اربيل اسطنبول جنيف نيويورك".split())
_TOWNS_ALSO = WordClass(
    "قصف قصفت استهدف استهدفت استهداف ضرب ضربت هز هزت دخل دخلت دخلوا دخول غادر غادرت وصل وصلت زار زارت شهدت تشهد "
    "احياء حي ريف محافظه سجن فرع ضواحي غوطه جامعه مشفي طريق اوتوستراد شارع ساحه سوق شرق غرب شمال جنوب".split()
)

_BESIDES = frozenset("اضافه بالاضافه واضافه وبالاضافه".split())


def _dateline(document: Document, toponym: Toponym) -> bool:
    """Whether a name stands for where a report was written: before a dash, or as the town of a news desk before a
    colon (دمشق: قُتل عنصران)."""
    if _DATELINE.match(document.text, toponym.end):
        return True
    opens = toponym.first == 0 or "\n" in document.gaps[toponym.first]  # the first line may be the headline
    if opens and _STRETCHED.match(document.report.text, document.span(toponym.start, toponym.end).end):
        return True
    desk = document.text[toponym.start : toponym.end] in _DESKS
    return desk and opens and document.text[toponym.end : toponym.end + 1] == ":"


def _carried_onto(document: Document, toponym: Toponym, before: list[str], lexicon: PlaceWords) -> bool:
    """Whether one of the words before a place says that somebody was carried there, and nobody hit the hospital."""
    carried = any(lexicon.carries[word] and _onto(word, toponym, before) for word in before)
    return carried and not _hit(document, toponym)


def _onto(word: str, toponym: Toponym, before: list[str]) -> bool:
    """Whether somebody was carried to the place (نقل إلى الكسرة), not only told what carries things (صهريج لنقل النفط
    قرب أبو خشب), or that mourners were hit (قنبلة على مجلس عزاء في الشحيل)."""
    if word == "عزاء" and ("علي" in before or _ATTACKED.among(before)):
        return False
    moves_things = word.startswith("لنقل") or (word == "نقل" and _GOODS.among(before))
    return not moves_things or toponym.relation == "to" or "الي" in before


_GOODS = WordClass(
    """نفط النفط محروقات المحروقات مازوت المازوت فيول الفيول وقود الوقود بضايع البضايع مواد المواد قمح القمح سلاح السلاح
    اسلحه الاسلحه ذخيره الذخيره معدات المعدات ركاب الركاب دخان الدخان مخدرات المخدرات""".split()
)


def _hit(document: Document, toponym: Toponym) -> bool:
    """Whether the hospital before the place is what was raided or hit (داهم عناصر التنظيم مشفى بلدة السوسة)."""
    near = range(toponym.first - 1, max(-1, toponym.first - 4), -1)
    at = next((i for i in near if document.words[i] in _HOSPITALS), None)
    if at is None or document.words[at - 1] in _INTO:
        return False
    if document.words[at - 1] in _STAFF and document.words[at - 2] in _THEIR_OWN:
        return True  # استهدفوا منزل مدير مشفى الطيانة
    return _ATTACKED.among(document.words[max(0, at - 6) : at])


_HOSPITALS = frozenset("مشفي مستشفي مشافي المشفي المستشفي مستوصف المستوصف".split())
_STAFF = frozenset("مدير مديره طبيب ممرض ممرضه موظف عامل حارس".split())
_THEIR_OWN = frozenset("منزل بيت سياره عياده مزرعه".split())
_INTO = frozenset("الي في من داخل عبر".split())
_ATTACKED = WordClass(
    "داهم داهمت داهموا اقتحم اقتحمت اقتحموا استهدف استهدفت قصف قصفت هاجم هاجمت طال طالت دمر دمرت "
    "استهداف غارات غاره غارتين قذيفه قذايف صاروخ صواريخ اقتحام مداهمه حرم محيط داخل".split()
)


def _brought_there(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether the place is described as where people were brought (الرقة التي أُسعف إليها المصابون)."""
    return document.word(toponym.last) in ("التي", "الذي") and lexicon.carries[document.word(toponym.last + 1)]


def _carried_into(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether somebody was taken to a building there (ونقلتهم إلى أحد مقارها في الصور, واقتادت 12 شاباً إلى سجن في
    الشدادي)."""
    before = document.words[max(0, toponym.first - 8) : toponym.first]
    if "الي" not in before:
        return False
    if "الي" in before[-6:] and any(word.startswith(_PRISONS) for word in before[-6:]):
        around = document.words[max(0, toponym.first - 14) : toponym.first]
        return any(rests(word) & _LED or word.lstrip("وف").startswith(_LED_HIM) for word in around)
    for at in range(toponym.first - 1, max(0, toponym.first - 8), -1):
        if "،" in document.gaps[at + 1]:
            return False
        if document.words[at] == "الي":
            verb = at - 2 if document.words[at - 1] in _ALL_OF_THEM else at - 1
            return verb >= 0 and lexicon.carries[document.words[verb]]
    return False


_PRISONS = ("سجن", "سجون", "معتقل", "معسكر", "فرع", "مركز", "مقر")
_LED = frozenset("ساق ساقت ساقوا اقتاد اقتادت اقتادوا اقتيد اقتيدوا سيق سيقوا نقل نقلت نقلوا نقلهم نقلتهم".split())
_LED_HIM = ("اقتاد", "اقتيد", "ساقه", "ساقت", "ساقو")  # with whom they led for an ending: اقتاده, اقتادتهم
_ALL_OF_THEM = frozenset("جميعا جميعهم كلهم معا لاحقا فورا".split())  # نُقلوا جميعاً إلى مركز في البصيرة
_UNIT = frozenset("العسكري العسكريين العسكريان المدني المدنيين".split())


def _names_unit(document: Document, toponym: Toponym) -> bool:
    """Whether an adjective behind the name makes it that of a council (مجلسي دير الزور وهجين العسكريين)."""
    return toponym.prefix.startswith("و") and document.word(toponym.last) in _UNIT


_SOLIDARITY = Beginnings("متضامن تضامن للتضامن المتضامن".split(), before="وبل")  # مظاهرة متضامنة مع أهالي إدلب
_KINDRED = frozenset("عايله اسره عشيره قبيله ال".split())
_TO_FAMILY = 8  # words from a word of origin to the place of the family


def _of_family(document: Document, toponym: Toponym, lexicon: PlaceWords) -> bool:
    """Whether a place only says where a family is from (ينحدرون من عائلة العبيدات في بلدة الكسرة)."""
    first = max(0, toponym.first - _TO_FAMILY)
    before = document.words[first : toponym.first]
    if _KINDRED.isdisjoint(before):
        return False
    for at in lexicon.origins.positions(before):
        if before[at + 1 : at + 2] == ["من"] and not _KINDRED.isdisjoint(before[at + 2 : at + 3]):
            return all(gap == " " for gap in document.gaps[first + at + 1 : toponym.first + 1])
    return False


_SEEN_BY = frozenset("امام مراي بحضور بحق استيقظ استيقظت استفاق استفاقت افاق افاقت فوجي فوجيت تفاجا تفاجات".split())
"""Behind these the people of a place saw or suffered what was done there: أعدموه أمام سكان الطكيحي, جرائم بحق أهالي
محكان, فوجئ سكان الجرذي بمداهمة."""


_THEIR_HOMES = WordClass("بيوت منازل منزل بيت ممتلكات اراضي ارزاق محاصيل محال محلات سيارات".split())


_AIMS = frozenset("الالتحاق للالتحاق بالالتحاق والالتحاق".split())  # لرفضهم الالتحاق بجبهة المطار
_BLOCKED = WordClass("قطع قطعت قطعوا اغلق اغلقت اغلقوا اقفل اقفلت اقفلوا سد سدت سدوا قطعه".split())
_WAYS = frozenset("المودي الموديه".split())
_TELLERS = frozenset("مصدر مصادر ميدانيه خاص خاصه قال قالت افاد افادت اكد اكدت صرح صرحت".split())


def _leads_there(document: Document, toponym: Toponym) -> bool:
    """Whether a place only says where a road leads (قُطع الطريق المؤدي إلى القائم)."""
    if document.word(toponym.first - 1) != "الي" or document.word(toponym.first - 2) not in _WAYS:
        return False
    return _BLOCKED.among(document.words[max(0, toponym.first - 8) : toponym.first])


def _is_channel(document: Document, toponym: Toponym) -> bool:
    """Whether الميادين is the channel that somebody spoke to (قالت مصادر للميادين)."""
    told = toponym.prefix == "ل" and document.word(toponym.first - 1) in _TELLERS
    return told and document.text[toponym.start : toponym.end].endswith("ميادين")


def _is_seat(document: Document, toponym: Toponym) -> bool:
    """Whether a place is only where a body sits (المركز الروسي للمصالحة، ومقره قاعدة حميميم)."""
    first = max(0, toponym.first - _TO_SEAT)
    if _SEATED.isdisjoint(document.words[first : toponym.first]):
        return False
    near = range(first, toponym.first)
    return any(document.words[at] in _SEATED and "،" in document.gaps[at] for at in near)  # not: قصفت مقرها في البوكمال


_TO_SEAT = 3  # words
_SEATED = frozenset("ومقره ومقرها ومقرهم".split())


def _left(document: Document, toponym: Toponym) -> bool:
    """Whether a place is only where gunmen came from (مواقع لمسلحين غادروا منطقة التنف)."""
    at = toponym.first - 1 - bool(toponym.cue)
    return document.word(at) in ("غادروا", "غادرت") and _GUNMEN[document.word(at - 1)]


_GUNMEN = WordClass("مسلحين مسلحون مسلحي ارهابيين ارهابيون مقاتلين مقاتلون مجموعات مجموعه".split())


def _lives_there(document: Document, toponym: Toponym) -> bool:
    """Whether a place is only where somebody lives now (منازل لمهجرين يقيمون في إدلب)."""
    at = toponym.first - 1 - bool(toponym.cue)
    inside = document.word(at) == "في" and toponym.relation == "in"
    return inside and _LIVING[document.word(at - 1)] and _AWAY.among(document.words[max(0, at - 4) : at - 1])


_LIVING = WordClass("يقيم تقيم يقيمون يقيمان مقيمين مقيمون المقيمين المقيمون".split())
_AWAY = WordClass("مهجر مهجرين مهجرون المهجرين لمهجرين نازحين نازحون لاجيين لاجيون مغتربين مغتربون اصحابها".split())


def _is_hospital(document: Document, toponym: Toponym) -> bool:
    """Whether the place is a hospital that nothing hit (وصلت إلى مشفى عائشة سبع جثث)."""
    if document.word(toponym.first - 1) == "طبيه" and document.word(toponym.first - 2) == "نقطه":
        return True  # فارق الحياة في نقطة طبية بالشحيل
    is_hospital = _HOSPITAL[document.words[toponym.first]]
    return is_hospital and not _ATTACKED.among(document.words[max(0, toponym.first - 6) : toponym.first])


_HOSPITAL = WordClass(_HOSPITALS)
_ITS_SOURCE = frozenset("مصدرها مصدره مصدرهما".split())
_RETURNING = WordClass("عايد عايده عايدا عايدين عايدون العايد العايده العايدين العايدون".split())
"""Who comes back from a place: مزارعون عائدون من أسواق الرقة."""


def set_role(document: Document, toponym: Toponym, lexicon: PlaceWords) -> None:
    """Mark names of organisations, origins and hospitals: they are mentions, but no scene of an event."""
    before = document.words[max(0, toponym.first - 4) : toponym.first]
    nearest, second = document.word(toponym.first - 1), document.word(toponym.first - 2)
    if (
        _is_channel(document, toponym)
        or _is_government(document, toponym)
        or _is_seat(document, toponym)
        or lexicon.organisations[nearest]
        or (nearest == "مركز" and document.word(toponym.last).endswith("لمصالحه"))
        or (toponym.cue and lexicon.organisations[second])
    ):
        toponym.role = "organisation"
    elif (
        lexicon.councils[nearest]
        or _names_unit(document, toponym)
        or (lexicon.councils[second] and not rests(nearest).isdisjoint(lexicon.cues))
    ):
        toponym.role = "council"
    elif toponym.first == document.sentence_of[toponym.first].first and _dateline(document, toponym):
        toponym.role = "dateline"
    elif (
        (toponym.relation in (None, "from", "to", "rural") and lexicon.origins.among(before))
        or (toponym.relation in (None, "from") and "من" in before and _RETURNING.among(before))
        or _of_family(document, toponym, lexicon)
        or _lives_there(document, toponym)
        or _left(document, toponym)
        or _SOLIDARITY.among(before)
    ):
        toponym.role = "origin"
    elif (
        (lexicon.kin[nearest] or lexicon.kin[second]) and _SEEN_BY.isdisjoint(before) and not _THEIR_HOMES.among(before)
    ):
        toponym.role = "kin"
    elif (
        _leads_there(document, toponym)
        or not _AIMS.isdisjoint(before)
        or (lexicon.carries.among(before) and _carried_onto(document, toponym, before, lexicon))
        or _brought_there(document, toponym, lexicon)
        or _carried_into(document, toponym, lexicon)
        or _is_hospital(document, toponym)
    ):
        toponym.role = "carried"
    elif toponym.relation is None and (second if toponym.cue else nearest) in _ITS_SOURCE:
        toponym.role = "from"  # سقطت قذائف على السيال مصدرها الباغوز, مصدرها بلدة بقرص
    elif toponym.relation == "to" and not _BESIDES.isdisjoint(before):
        toponym.relation = "in"  # مدينة هجين، إضافة إلى قريتي الكشكية وأبو حردوب
    elif toponym.relation in ("to", "from"):
        toponym.role = toponym.relation
    elif toponym.relation == "facing":
        toponym.role = "beside"
