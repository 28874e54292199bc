"""Event words with their modality: whether the text says that the event happened."""

from bisect import bisect_left
from dataclasses import dataclass

from arabic.numerals import parse_number
from arabic.tokens import readings, rests
from extraction.document import Document, Sentence
from extraction.lexicon import Lexicon
from extraction.terms import Found, Terms

_CLAUSE_END = frozenset("لكن بل ثم بينما فيما حيث غير".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event. ``kind`` is a key of ``events.yaml``; ``modality`` is empty for an event told as
    having happened, else negation, denial, plan, statistic, attempt or description; ``definite`` marks a noun with the
    article (رداً على الهجوم), which points to an event told elsewhere if the passage tells another."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    head: bool
    form: str
    prefix: str
    modality: str = ""

    definite: bool = False


def find_triggers(document: Document, terms: Terms, lexicon: Lexicon) -> list[Trigger]:
    """Return the triggers of a report in order, each with its modality."""
    starts = [item.first for item in terms.modality]
    found = []
    for number, item in enumerate(terms.triggers):
        if _is_dawn(document, item) or _fires_nothing(document, item) or _is_name(document, item):
            continue
        if _is_topic(document, item) or _loses_life(document, item):
            continue
        if item.form == "verb" and item.key == "enter" and _intervenes(document, item):
            continue
        if _hands_over(document, item) or _names_shell(document, item, terms.triggers[number + 1 : number + 2]):
            continue
        key: str | None = item.key
        if item.key in _OBJECT and item.last == item.first + 1:
            key = _with_object(item, terms.triggers[number + 1 : number + 2])
        if key is None or key in _PARTS:
            continue
        kind = lexicon.kinds[key]
        sentence = document.sentence_at(item.start)
        modality = _modality(document, item, terms.modality, starts, sentence, lexicon.modality_reach)
        found.append(
            Trigger(
                item.start,
                item.end,
                item.first,
                item.last,
                key,
                kind.head,
                item.form,
                item.prefix,
                modality,
                item.form != "verb" and _has_article(document, item),
            )
        )
    return found


_THREW = ("القي", "القت", "القوا", "القاء", "القا ", "القبض")  # ألقى القبض, folded, only looks like a noun with the article


def _has_article(document: Document, item: Found) -> bool:
    if item.prefix.endswith(("ال", "لل")):
        return True
    return document.text.startswith("ال", item.start) and not document.text.startswith(_THREW, item.start)


_OBJECT = {
    "down": ({"air": "disrupt"}, None),
    "fall": ({"shelling": "shelling", "rpg": "shelling"}, "death"),
    "find": ({"death": "find", "assassination": "find"}, None),
    "cut": ({"neck": "assassination"}, None),
}
"""Verbs that tell an event only with their object (أسقط … مسيّرة, عثر … على جثة, قطع … رأسه): the kind that each kind of
object makes of them, and the kind without one. Arabic puts the subject between the two."""
_PARTS = frozenset(("neck",))
_OBJECT_REACH = 7


def _with_object(item: Found, following: list[Found]) -> str | None:
    """Return the kind that the next event word, if it is near, makes of a verb that needs an object."""
    objects, alone = _OBJECT[item.key]
    reached = [other for other in following if other.first - item.last <= _OBJECT_REACH]
    if not reached or (item.key == "down" and reached[0].first == item.last):
        return alone  # أسقطت طائرات التحالف قنابل: the aircraft are the subject
    return objects.get(reached[0].key, alone)


# Behind a relative pronoun these describe (البيوت التي استولت عليها), they do not tell what happened.
_STATES = frozenset(("loot", "take", "enter", "base", "withdraw", "arrest"))
_RELATIVE = frozenset("التي الذي الذين اللذين اللتين".split())
_DAWN_AFTER = frozenset("عند قبيل قبل بعد منذ مع حتي في ساعات ساعه حلول بزوغ طلوع صلاه".split())
_DAWN_BEFORE = frozenset("امس اليوم يوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد هذا غد ذلك".split())


def _is_dawn(document: Document, item: Found) -> bool:
    """Whether فجر is the dawn and not "blew up": before a day, or as an adverb (فجراً)."""
    word = document.text[item.start : item.end]
    if word not in ("فجر", "فجرا", "الفجر"):
        return False
    following = document.words[item.last] if item.last < len(document.words) else ""
    before = document.words[item.first - 1].lstrip("وف") if item.first else ""
    return (
        word != "فجر"
        or item.prefix.endswith(("ال", "لل", "ب"))
        or before in _DAWN_AFTER
        or following in _DAWN_BEFORE
        or following.isdigit()
    )


_LIVES = frozenset("حياته حياتها حياتهم حياتهما حياتهن".split())


def _loses_life(document: Document, item: Found) -> bool:
    """Whether فقدوا says no disappearance but a death (فقدوا حياتهم)."""
    return item.key == "abduction" and not _LIVES.isdisjoint(document.words[item.last : item.last + 4])


_TO_END = frozenset("لفض لحل لعقد لوقف لتهديه للتهديه الوجهاء وجهاء الاعيان وسطاء لانهاء لاحتواء".split())


def _intervenes(document: Document, item: Found) -> bool:
    """Whether تدخل is no entry but an intervention: انتهى بتدخل الوجهاء, تدخل الجيش لفض الاشتباك."""
    if not document.text.startswith("تدخل", item.start):
        return False
    around = document.words[item.last : item.last + 7]
    before = document.words[item.first - 1] if item.first else ""
    return item.prefix.endswith("ب") or before in ("بعد", "قبل") or not _TO_END.isdisjoint(around)


_FEARED = frozenset("عوده تحليق رويه".split())
_CLEARED = frozenset("ازاله بازاله نزع مكافحه تطهير خطر مخاطر ملف زراعه تفكيك لازاله".split())


def _is_topic(document: Document, item: Found) -> bool:
    """Whether mines are only a topic: their clearance, their danger (إزالة الألغام)."""
    before = rests(document.words[item.first - 1]) if item.first else frozenset()
    if item.key == "clash" and document.text.startswith("مواجه", item.start):
        return document.words[item.last : item.last + 1] != [] and document.words[item.last].startswith("لمدين")
    if item.key == "beat":
        return not before.isdisjoint(_RELATIVE)  # التفجيرين اللذين ضربا المدينة
    if item.key == "air":
        return "عن" in before or not before.isdisjoint(_FEARED)  # لحجب الرؤية عن طيران التحالف
    return item.key == "ied" and not before.isdisjoint(_CLEARED)


_CONTROL = frozenset("سيطره سيطرته سيطرتها سيطرتهم".split())
_HELD = frozenset("عن في علي من مناطق تحت الخاضعه الخاضع خاضعه بمناطق لمناطق منطقه نقاط خارج ظل خلال فتره".split())


def _takes_ground(document: Document, item: Found) -> bool:
    """Whether سيطرة with its owner behind it tells that ground was taken (سيطرة الجيش على الحقل), not whose it is."""
    before = document.words[item.first - 1] if item.first else ""
    if item.prefix or before in _HELD:
        return False
    for at in range(item.last, min(item.last + 6, len(document.words))):
        if "،" in document.gaps[at] or document.gaps[at].strip() == ".":
            return False
        if document.words[at] == "علي":
            return at > item.last or document.words[item.first] != "سيطره"
    return False


_CAPTIVES = ("مختطف", "المختطف", "مخطوف", "المخطوف", "رهين", "الرهين", "رهاين", "اسر", "الاسر", "محتجز", "المحتجز", "معتقل")


def _of_persons(document: Document, at: int) -> bool:
    """Whether persons are freed, not ground (تحرير ثلاثة من مقاتليها, تحرير مختطف)."""
    following = list(document.words[at : at + 3])
    return bool(following) and (following[0].startswith(_CAPTIVES) or parse_number(following) is not None)


_REGAINED = ("نشاط", "قوت", "قدرت", "جثث", "جثام", "جثت", "ثقه", "توازن", "انفاس", "عافي")
_HANDED = ("نفس", "انفس", "محاصيل", "محصول", "المحاصيل", "جثه", "جثت", "الجث", "سلاح", "السلاح", "اسلح", "جثث", "جثم", "جثام", "مساعدات", "المساعدات", "رواتب")


def _hands_over(document: Document, item: Found) -> bool:
    """Whether تسليم hands over persons or things and no place (تسليم نفسيهما, تسليم السلاح), or what is taken back is
    none (استعاد نشاطه)."""
    if item.key == "loot" and document.text.startswith("صادر", item.start):
        return document.words[item.last : item.last + 1] == ["عن"]  # بيان صادر عن القيادة
    if item.key == "take" and document.text[item.start : item.end] in _CONTROL:
        return not _takes_ground(document, item)
    if item.key == "take" and document.text.startswith("تحرير", item.start):
        return _of_persons(document, item.last)
    if item.key == "take" and document.text.startswith(("استعاد", "استعيد", "ستعيد", "ستعاد"), item.start):
        return document.words[item.last : item.last + 1] != [] and document.words[item.last].startswith(_REGAINED)
    return (
        item.key == "enter"
        and document.text.startswith(("تسل", "سلم"), item.start)
        and item.last < len(document.words)
        and document.words[item.last].startswith(_HANDED)
    )


_NAMED = frozenset("مدرسه شارع دوار ساحه جامع مقبره حديقه مسجد ثانويه".split())
_FUNERAL = frozenset("تشييع شيع شيعت شيعوا دفن دفنت دفنوا جنازه جثمان جثامين عزاء".split())
_ANSWERED = frozenset("ردا انتقاما ثارا احتجاجا استنكارا تنديدا للتنديد رفضا تضامنا".split())
_PROTESTED = _ANSWERED - {"ردا", "انتقاما", "ثارا"}
_AFTERWARDS = frozenset("عقب بعد اثر قبل ردا خلفيه بعيد غداه".split())
_ACCUSED = ("اتهم", "تهمه", "تهم ", "متهم", "المتهم", "قضايا", "قضيه")
_SAME = frozenset("هذا هذه ذاته ذاتها نفسه نفسها الاخير الاخيره المذكور".split())


def _is_name(document: Document, item: Found) -> bool:
    """Whether the word is part of a name (مدرسة شهداء غرانيج) or says what a post is for (نقطة تفتيش)."""
    before = rests(document.words[item.first - 1]) if item.first else frozenset()
    if item.key == "raid" and item.last == item.first + 1:
        return not before.isdisjoint(_POSTS)
    return item.key in ("death", "wound") and not before.isdisjoint(_NAMED)


_POSTS = frozenset("نقطه نقاط حاجز حواجز".split())


def _names_shell(document: Document, item: Found, following: list[Found]) -> bool:
    """Whether a bare "shell" is only the first half of "rocket-propelled grenade" (بقذيفة "آر بي جي")."""
    shell = item.key == "shelling" and bool(following) and following[0].key == "rpg" and following[0].first == item.last
    return shell and bool(item.prefix)  # as a means (بقذيفة); by itself the shell is the event


_LAUNCH = frozenset("اطلق اطلقت اطلقوا فتح فتحت فتحوا فتحا".split())
_FIRED = frozenset("نار نيران نيرانه نيرانها نيرانهم رصاص قذيفه قذايف صاروخ صواريخ رصاصه عيارات اعيره رشقه رشقات".split())


def _fires_nothing(document: Document, item: Found) -> bool:
    """Whether أطلق is no shot: أطلق سراحه, أطلقت حملة. Fire, bullets or shells must follow within a few words."""
    word = document.text[item.start : item.end]
    if item.first and document.words[item.first - 1].lstrip("ولب") in ("وقف", "قف"):
        return True  # وقف إطلاق النار is a truce
    if word not in _LAUNCH and not word.startswith("اطلاق"):
        return False
    following = document.words[item.last : item.last + 10]
    bare = {rest for w in following for _, rest in readings(w)}
    return word in _LAUNCH and not bare & _FIRED


def _modality(
    document: Document, item: Found, modality: list[Found], starts: list[int], sentence: Sentence, reach: int
) -> str:
    """Return the modality of the nearest word that governs the trigger; statistics govern their whole sentence."""
    if item.form == "verb" and item.prefix.endswith("س"):
        return "plan"
    if item.form == "verb" and item.first > 1 and document.words[item.first - 1] == "من" and not item.prefix:
        if document.words[item.first - 2] in _WHOSE:
            return "description"  # الكشف عن مصير من احتجزهم التنظيم
    if item.key in _STATES and item.first and document.words[item.first - 1] in _RELATIVE:
        return "description"
    if _refers(document, item, sentence):
        return "description"
    if item.form != "verb" and item.first > sentence.first and document.words[item.first - 1] in _ANY:
        return "negation" if _denied_any(document, item, modality, starts, sentence) else "plan"  # الرد على أي هجوم
    low = bisect_left(starts, sentence.first)
    high = bisect_left(starts, item.first)
    verdict = ""
    for word in modality[low:]:
        if word.first >= sentence.last:
            break
        if word.first > item.first and _denied_after(document, item, word):
            return "denial"
        if word.key == "period" or (word.key == "statistic" and _since(document, item, word)):
            verdict = "statistic"
        if word.key == "statistic" and word.first >= item.last and document.words[word.first] in ("كل", "بشكل"):
            verdict = verdict if _parted(document, item.last, word.first) else "statistic"  # تقتل مدنيين كل أسبوع
    for word in reversed(modality[low:high]):
        if word.key in ("accident", "sport", "period"):
            continue
        if word.key == "statistic":
            habit = document.words[word.first].lstrip("و") in _HABITS
            if not (habit and _parted(document, word.last, item.first)):
                verdict = verdict or "statistic"
            continue
        distance = item.first - word.last
        if word.key == "negation" and _rumoured(document, item, word):
            return "denial"
        ahead = 8 if word.key == "plan" and document.words[word.first].startswith(("ستق", "سيق", "سيتم", "ستنف")) else 0
        if distance > reach + _FAR + ahead or _parted(document, word.last, item.first):
            continue
        far = distance > reach
        if word.key == "plan" and document.words[word.first].startswith(("ست", "سي")):
            return "plan"  # أعلنت أنها ستقوم غداً … بتفجير كمية من الألغام
        if word.key == "negation":
            if not _negates(document, item, word, distance) or _joined_after(document, item, word):
                continue
        elif far and not (word.key == "plan" and document.words[word.first][0] in "يت" and item.form != "verb"):
            continue  # تستعد قسد في محيط البلدة لاقتحامها
        if word.key == "plan" and document.words[word.first] == "طالب" and _is_student(document, word):
            continue
        if word.key == "attempt" and document.words[word.first].startswith(("محاول", "المحاول")) and distance > 1:
            continue  # محاولة اغتيال إثر انفجار عبوة
        if word.key == "attempt" and item.prefix.endswith("ب"):
            continue  # محاولة اغتيال بعبوة: the means was used
        if word.key == "flyover" and item.key != "air":
            continue
        return word.key
    return verdict


def _is_student(document: Document, word: Found) -> bool:
    """Whether طالب is no demand but a student or a name (أبي طالب): what is demanded stands behind ب."""
    following = document.words[word.last : word.last + 6]
    return document.words[word.first - 1] in ("ابي", "ابو") or not any(w.startswith("ب") for w in following)


_HABITS = frozenset("الاونه بين تتكرر كل بشكل باستمرار".split())
_WHOSE = frozenset("مصير كل جميع هويه اسماء عن عدد تعداد".split())
_SAYS = frozenset("بحسب حسب وفق وفقا".split())
_FAR = 6
_DENIES = frozenset("نفي نفت ينفي تنفي نافيا نافيه".split())
_BLAME = ("مسووليت", "المسووليه", "مسووليه", "علاقت", "صلت", "ضلوع", "تورط")
_UNDERGO = frozenset(
    """تتعرض يتعرض تشهد يشهد يقع تقع يحدث تحدث يسجل تسجل ينفذ تنفذ يشن تشن يجر تجر يحصل تحصل يرد ترد يكن تكن يتم
    تندلع يندلع""".split()
)
_ANY = frozenset("اي لاي باي ايه لايه بايه".split())


def _negates(document: Document, item: Found, word: Found, distance: int) -> bool:
    """Whether a negation reaches the event word: right before it; through a verb that says nothing itself or اي (لم
    تتعرض النقطة لأي هجوم); or as a denial of the event (نفت قسد تعرض حاجزها لهجوم), not of the blame for it."""
    between = document.words[word.last : item.first]
    if document.words[word.first].lstrip("وف") in _DENIES or document.words[word.first] in _DENIES:
        return not any(w.lstrip("بل").startswith(_BLAME) for w in between)
    if distance <= 2:
        return True
    return bool(between) and (between[0] in _UNDERGO or between[-1] in _ANY)


_RUMOURS = frozenset("انباء الانباء اخبار الاخبار تداولته تداوله اشيع يشاع شايعات الشايعات روجته روجت نشرته نشر صحه".split())


def _rumoured(document: Document, item: Found, word: Found) -> bool:
    """Whether what somebody denies is the talk of an event: نفى مصدر ما تداولته صفحات حول خروج مظاهرة."""
    if document.words[word.first].lstrip("وف") not in _DENIES:
        return False
    return not _RUMOURS.isdisjoint(document.words[word.last : item.first])


_FALSE = frozenset("عار عاريه ادعاء".split())
_HAPPENED = frozenset("تقع يقع تحدث يحدث تحصل يحصل تقم".split())


def _denied_after(document: Document, item: Found, word: Found) -> bool:
    """Whether the text says of the event afterwards that it was none: الحديث عن انفجار … عار عن الصحة, أما الغارة … فلم
    تقع."""
    if word.key == "denial":
        return document.words[word.first] in _FALSE
    return (
        word.key == "negation"
        and item.prefix.endswith("ال")
        and word.last < len(document.words)
        and document.words[word.last] in _HAPPENED
    )


_SINCE = ("منذ",)
_ORDINAL = frozenset("الاول الاولي الثاني الثانيه الثالث الثالثه ثاني ثالث رابع خامس سادس سابع نوعه نوعها".split())
_DAY = frozenset("امس اليوم صباح مساء فجر".split())


def _since(document: Document, item: Found, word: Found) -> bool:
    """Whether منذ مطلع العام behind an event word makes it a figure: in its clause, and no single event is told of it
    (ثالث هجوم من نوعه منذ مطلع العام, قُتل أمس …)."""
    if document.words[word.first] not in _SINCE or word.first < item.last:
        return False
    if _parted(document, item.last, word.first):
        return False
    around = {w.lstrip("و") for w in document.words[max(0, item.first - 2) : word.first]}
    return not around & _ORDINAL and not around & _DAY


def _refers(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a noun points to an event instead of telling it: what is answered (رداً على استهداف القاعدة), what came
    before (عقب الهجوم. عقب هذا الهجوم), or the dead of a funeral (تشييع قتلى)."""
    if item.form == "verb" and not item.prefix.endswith(("ب", "ل")):  # بسرقة is no verb, though سرقه may be one
        return False
    before = document.words[max(sentence.first, item.first - 3) : item.first]
    if before[-1:] == ["منذ"]:
        return True  # منذ فك الحصار
    if any(word.lstrip("و") in _ANSWERED for word in before) or _answered(document, item, sentence):
        return True
    charged = [word.lstrip("وب") for word in before]
    if any(w.startswith(_ACCUSED) and (item.key in _OLD_DEEDS or not w.startswith("اتهم")) for w in charged):
        return True  # اتهموه بسرقة; who accuses a force of shelling tells of it
    if item.key in _OLD_DEEDS and _as_cause(document, item, sentence):
        return True
    if item.key in ("death", "wound"):
        return any(rest in _FUNERAL for word in before for _, rest in readings(word))
    if not item.prefix.endswith(("ال", "لل")) or not before or before[-1].lstrip("و") not in _AFTERWARDS:
        return False
    ends = item.last >= sentence.last or any(mark in document.gaps[item.last] for mark in "،؛:.\n")
    return ends or document.words[item.last] in _SAME


_OLD_DEEDS = frozenset(("arrest", "loot", "abduction", "burn"))
_CAUSES = frozenset("بسبب خلفيه لرفضهم لرفضه".split())


def _as_cause(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a noun is only told as what a quarrel or a fight was about (بسبب خلاف … واعتقال أحد التجار)."""
    for at in range(item.first - 1, max(sentence.first, item.first - 10) - 1, -1):
        if document.gaps[at + 1] != " " and any(mark in document.gaps[at + 1] for mark in "،؛:\n"):
            return False
        if document.words[at].lstrip("و") in _CAUSES:
            return True
    return False


def _answered(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a noun stands, in one phrase, behind a protest against what it tells (احتجاجاً على مقتل شاب برصاص قسد)."""
    for at in range(item.first - 1, max(sentence.first, item.first - 9) - 1, -1):
        if document.gaps[at + 1] != " " and any(mark in document.gaps[at + 1] for mark in "،؛:\n"):
            return False
        if document.words[at].lstrip("و") in _PROTESTED:
            return True
    return False


def _denied_any(document: Document, item: Found, modality: list[Found], starts: list[int], sentence: Sentence) -> bool:
    low, high = bisect_left(starts, sentence.first), bisect_left(starts, item.first)
    return any(word.key == "negation" and not _parted(document, word.last, item.first) for word in modality[low:high])


def _joined_after(document: Document, item: Found, word: Found) -> bool:
    """Whether و joins the event word to a negated one before it (بلا قتال ومعارك في …): the negation stops there."""
    return item.prefix.startswith("و") and item.first - word.last >= 1 and document.words[word.last - 1] != "لا"


def _parted(document: Document, first: int, last: int) -> bool:
    """Whether a comma or a word that opens a new clause stands between two tokens."""
    tokens = document.tokens
    if first >= last:
        return False
    text = document.text[tokens[first - 1].end : tokens[last].start]
    if any(w in _CLAUSE_END for w in document.words[first:last]):
        return True
    if not any(mark in text for mark in "،؛:\n"):
        return False
    return not any(w in _SAYS for w in document.words[first:last])  # يخططون، بحسب قولها، لتفجير
