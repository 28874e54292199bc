"""Words of taking, entering and handing over: whether ground changed hands, or only things, persons or a convoy did."""

from arabic.numerals import parse_number
from arabic.vocabulary import Beginnings, WordClass, with_and
from extraction.document import Document
from extraction.terms import Found, Terms
from extraction.words import OUT_OF_IT

DEVICES = Beginnings("عبو لغم الغام قنبل قنابل مفخخ ذخ صاروخ صواريخ قذيف قذايف مقذوف متفجر".split(), before="وب")
"""Words of bombs and shells, behind و and ب too."""


_TO_END = frozenset("لفض لحل لعقد لوقف لتهديه للتهديه الوجهاء وجهاء الاعيان وسطاء لانهاء لاحتواء".split())


def intervenes(document: Document, item: Found) -> bool:
    """Whether تدخل is no entry but an intervention: انتهى بتدخل الوجهاء, تدخل الجيش لفض الاشتباك."""
    if item.form != "verb" or not document.text.startswith("تدخل", item.start):
        return False
    around = document.words[item.last : item.last + 7]
    before = document.words[item.first - 1] if item.first else ""
    return item.prefix.endswith("ب") or before in _NO_VERB or not _TO_END.isdisjoint(around)


_NO_VERB = frozenset("بعد قبل عقب من دون بدون رغم مع بسبب نتيجه جراء وسط".split())  # behind a preposition it is a noun


_TOLD = frozenset("تحدث تحدثت اعلن اعلنت كشف كشفت".split())


_CONTROL = frozenset("سيطره سيطرته سيطرتها سيطرتهم".split())


_HELD = frozenset("عن في علي من مناطق تحت الخاضعه الخاضع خاضعه بمناطق لمناطق منطقه نقاط خارج ظل خلال فتره".split())


def _takes_ground(document: Document, item: Found) -> bool:
    """Whether سيطرة with its owner behind it tells that ground was taken (سيطرة الجيش على الحقل), not whose it is."""
    before = document.words[item.first - 1] if item.first else ""
    near = document.words[max(0, item.first - 5) : item.first]
    told = before == "عن" and any(word.lstrip("و") in _TOLD for word in near)
    if item.prefix or (before in _HELD and not told):
        return False
    for at in range(item.last, min(item.last + 6, len(document.words))):
        if "،" in document.gaps[at] or document.gaps[at].strip() == ".":
            return False
        if document.words[at] == "علي":
            return at > item.last or document.words[item.first] != "سيطره"
    return False


_CAPTIVES = (
    "مختطف",
    "المختطف",
    "مخطوف",
    "المخطوف",
    "رهين",
    "الرهين",
    "رهاين",
    "اسر",
    "الاسر",
    "محتجز",
    "المحتجز",
    "معتقل",
)


def _of_persons(document: Document, at: int) -> bool:
    """Whether persons are freed, not ground (تحرير ثلاثة من مقاتليها, تحرير مختطف)."""
    following = list(document.words[at : at + 3])
    return bool(following) and (following[0].startswith(_CAPTIVES) or parse_number(following) is not None)


_FREED = frozenset(
    """مواطنا مواطنه مواطنين طفلا طفله شابا شابين رجلا امراه فتاه مدنيا مدنيين رهينه رهينتين رهاين مخطوفا مختطفا مخطوفين
    مختطفين اسيرا اسري سجينا سجناء محتجزين""".split()
)


_TO_FREED = 9  # who frees them may stand between (حررت قوى الأمن الداخلي في المحافظة مواطناً)


_ABDUCTED = ("خطف", "ختط", "مخطوف", "مختطف")
_TORN_OUT = WordClass("اعترافات اعترافا حديد ابواب نوافذ اسلاك كابلات كبلات".split())


_REGAINED = tuple("رعايا مواطن مسروق المسروق نشاط قوت قدرت جثث جثام جثت ثقه توازن انفاس عافي".split())


_HANDED = (
    "نفس",
    "انفس",
    "اقارب",
    "ابناء",
    "محاصيل",
    "محصول",
    "المحصول",
    "القمح",
    "المحاصيل",
    "جثه",
    "جثت",
    "الجث",
    "سلاح",
    "السلاح",
    "اسلح",
    "جثث",
    "جثم",
    "جثام",
    "مساعدات",
    "المساعدات",
    "رواتب",
)


_SHARES = with_and("تتقاسم يتقاسم يتقاسمون تتقاسمان تقاسم".split())


_TO_SHARED = 9  # words from who shares the ground to the word of control


def takes_no_ground(document: Document, item: Found) -> bool:
    """Whether what is taken is no place: ground that is shared (تتقاسم قسد مع قوات النظام السيطرة عليها), persons
    who are freed, strength that is regained (استعاد نشاطه)."""
    if document.text.startswith(("تحريره", "تحريرها", "تحريرهم"), item.start):
        before = document.words[max(0, item.first - _TO_FREED * 2) : item.first]
        if any(word.lstrip("وال").startswith(_ABDUCTED) for word in before):
            return True  # اختطاف الطفلة … وتحريرها بعد ساعات
    if document.text.startswith("نتزع", item.start + 1) and _TORN_OUT.among(document.words[item.last : item.last + 7]):
        return True  # ينتزعون حديد السقف
    if not _SHARES.isdisjoint(document.words[max(0, item.first - _TO_SHARED) : item.first]):
        return True
    if document.text[item.start : item.end] in _CONTROL:
        return not _takes_ground(document, item)
    if document.text.startswith(("تحرير", "حرر", "تحرر", "يحرر"), item.start):
        if not _FREED.isdisjoint(document.words[item.last : item.last + _TO_FREED]):
            return True
        return document.word(item.first - 1).endswith("هييه") or _of_persons(document, item.last)  # هيئة تحرير الشام
    regains = document.text.startswith(("استعاد", "استعيد", "ستعيد", "ستعاد"), item.start)
    part = document.word(item.last).startswith("جزء") and document.word(item.last + 1) == "من"
    return regains and document.word(item.last + 2 * part).startswith(_REGAINED)  # جزءاً من المسروقات


def passes(document: Document, item: Found) -> bool:
    """Whether patrols only went about (انتشرت دوريات في الحي), or a convoy came in (دخل رتل للتحالف): nobody took a
    place."""
    around = document.words[max(0, item.first - 8 * (item.form != "verb")) : item.last + 4]
    if document.text.startswith("انتشر", item.start):
        sent = any(word.startswith("التعزيزات") for word in document.words[max(0, item.first - 14) : item.first])
        return sent or any(word.lstrip("وب").startswith(_PATROLS) for word in around)
    entered = document.text.startswith(("دخل", "يدخل", "تدخل", "دخول"), item.start)
    return entered and any(word.lstrip("وب") in _CONVOYS for word in around)


_PATROLS = ("دوري", "الدوري")


_CONVOYS = frozenset("رتل رتلا قافله قوافل تعزيزات شاحنات صهاريج".split())


def hands_over(document: Document, item: Found) -> bool:
    """Whether تسليم hands over persons or things and no place (تسليم نفسيهما, تسليم السلاح)."""
    return document.text.startswith(("تسل", "سلم"), item.start) and document.word(item.last).startswith(_HANDED)


def expels(document: Document, item: Found, terms: Terms) -> bool:
    """Whether an armed side was driven out of a place (طرد الجيش التنظيم من كامل المدينة, وطرد منها مسلحي التنظيم)."""
    reach = _TO_CLEARED if "طه" in document.words[item.first] else _TO_EXPELLED
    driven = [a.last for a in (*terms.actors, *terms.control) if item.last <= a.first < item.last + reach]
    if reach == _TO_CLEARED and _clears_town(document, item):
        return True
    if not driven:
        return False
    if reach == _TO_CLEARED:  # طهّروا بلدة الحوايج من مسلحي الدفاع الوطني
        of_them = (a.first for a in (*terms.actors, *terms.control) if item.last <= a.first < item.last + reach)
        return any("من" in document.words[max(item.last, first - 3) : first] for first in of_them)
    if document.word(item.last) in OUT_OF_IT:
        return True
    at = next((at for at in range(max(driven), max(driven) + 3) if document.word(at) == "من"), None)
    return at is not None and not document.word(at + 1).startswith(_FROM_POSTS)


def _clears_town(document: Document, item: Found) -> bool:
    """Whether what was cleared is a town, by its head noun, and it is not told of what (طهّر الحشد قضاء القائم; but:
    طهّرت الفرق القرية من المخلفات)."""
    near = document.words[item.last : item.last + _TO_CLEARED]
    return item.form == "verb" and not _TOWNS.isdisjoint(near[:_TO_EXPELLED]) and "من" not in near


_TOWNS = frozenset("قضاء مدينه بلده قريه قري بلدات حي احياء ناحيه".split())


_TO_EXPELLED = 6
_TO_CLEARED = 12  # who clears it, the place and when may stand between


_FROM_POSTS = ("حاجز", "حواجز", "الحاجز", "نقط", "نقاط", "مقر", "مقار", "منزل", "منازل")  # a post is no town


def lifts_mine(document: Document, item: Found) -> bool:
    """Whether what was wrested away is a mine, not ground, and what was destroyed no property (انتزعت فرق الهندسة لغماً,
    أتلفت الألغام)."""
    removed = document.text.startswith(("نتزع", "تلف"), item.start + 1)
    return removed and DEVICES.among(document.words[item.last : item.last + _TO_MINE])


_TO_MINE = 14  # words: who removes it, and where


def seizes_ground(document: Document, item: Found) -> bool:
    """Whether what was seized is ground or a post and nothing that is carried off (استولى المقاتلون على عشر نقاط)."""
    if not document.text.startswith(("ستول", "ستيلا"), item.start + 1):
        return False
    for at in range(item.last, min(item.last + _TO_ONTO, len(document.words) - 1)):
        if document.words[at] == "علي":
            behind = document.words[at + 1 : at + 4]
            return not _GROUND.isdisjoint(behind) and _HOMES.isdisjoint(behind)
    return False


_TO_ONTO = 7  # who seizes it, and when, may stand between


_GROUND = frozenset(
    """نقطه نقاط موقع مواقع حاجز حواجز مقر مقرات مقار ثكنه قاعده معسكر قريه قري بلده بلدات مدينه حقل مطار المطار حي
    احياء""".split()
)


_HOMES = frozenset("منزل منازل بيوت اراضي اراض ممتلكات محل محلات".split())
