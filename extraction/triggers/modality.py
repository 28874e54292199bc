"""Whether an event word tells what happened: plans, denials, attempts and statistics do not."""

from itertools import pairwise

from arabic.numerals import parse_number
from arabic.vocabulary import WordClass
from extraction.dates.words import WEEKDAYS
from extraction.document import Document, Sentence, within
from extraction.terms import Found
from extraction.triggers.references import latest_of_several, refers
from extraction.triggers.senses import RELATIVE
from extraction.values import dataclass
from extraction.words import HARDLY

_MARKS = frozenset("،؛:\n")

_CLAUSE_END = frozenset("لكن بل ثم بينما فيما حيث غير اذ".split())


# Behind a relative pronoun these describe (البيوت التي استولت عليها), they do not tell what happened.
_STATES = frozenset(("loot", "take", "enter", "base", "withdraw", "arrest"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a sentence bears on each event word in it: its words as a set, its words of modality, and what its form
    makes of every event in it (denial, question), or an empty string."""

    sentence: Sentence
    words: frozenset[str]
    modality: list[Found]
    verdict: str


def setting_of(document: Document, sentence: Sentence, modality: list[Found]) -> Setting:
    """Return the setting of the event words of a sentence; ``modality`` are the words of modality of the report."""
    words = frozenset(document.words[sentence.first : sentence.last])
    verdict = ""
    if _CLAIM_CHECKED[document.words[sentence.first]] and ":" in document.gaps[sentence.first + 1]:
        verdict = "denial"  # المتداول: طيران إسرائيلي استهدف شقة
    elif document.text[sentence.start : sentence.end].rstrip().endswith("؟"):
        verdict = "question"  # من يقف خلف عودة العبوات إلى دير الزور؟
    return Setting(sentence, words, within(modality, sentence.first, sentence.last), verdict)


def modality_of(document: Document, item: Found, setting: Setting, reach: int) -> str:
    """Return the modality of the nearest word that governs the trigger; statistics govern their whole sentence."""
    if (own := _own_modality(document, item, setting)) is not None:
        return own
    sentence = setting.sentence
    if item.form != "verb" and item.first > sentence.first and document.words[item.first - 1] in _ANY:
        return "negation" if _denied_any(document, item, setting) else "plan"  # الرد على أي هجوم
    if not _SINCE_WHEN.isdisjoint(setting.words) and _tallied(document, item, sentence):
        return "statistic"
    if not setting.modality:
        return ""
    verdict = _by_the_sentence(document, item, setting)
    if verdict == "denial":
        return verdict
    for word in reversed(setting.modality):
        if word.first >= item.first or word.key in ("accident", "sport", "period", "month"):
            continue
        if word.key == "statistic" and _names_source(document, word):
            continue
        if word.key == "statistic":
            if not latest_of_several(document, word.last, item.first) and _counts(document, item, word, sentence):
                verdict = verdict or "statistic"
            continue
        distance = item.first - word.last
        if word.key == "negation" and (_rumoured(document, item, word) or _denied_to_be(document, item, word)):
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
        if word.key == "attempt" and item.form != "verb" and document.words[item.first].startswith("ب"):
            continue  # محاولة اغتيال بعبوة: the means was used
        if word.key == "flyover" and item.key != "air":
            continue
        return word.key
    return verdict


def _names_source(document: Document, word: Found) -> bool:
    """Whether a word of counting only says by whom a figure is told (وفق ما أحصت لجان محلية)."""
    return document.word(word.first - 1) == "ما" and document.word(word.first - 2).lstrip("وب") in _BY


_BY = frozenset("وفق فق حسب".split())


def _tallied(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a sentence that opens with منذ counts up to today (منذ كانون الأول سجلت فرقنا 214 ضحية)."""
    words = document.words[sentence.first : item.first]
    return not _SINCE_WHEN.isdisjoint(words[:2]) and not _TALLIES.isdisjoint(words)


_SINCE_WHEN = frozenset("منذ ومنذ فمنذ".split())
_TALLIES = frozenset("وثق وثقت احصي احصت سجل سجلت رصد رصدت وثقنا سجلنا احصينا رصدنا بلغ بلغت".split())


def _by_the_sentence(document: Document, item: Found, setting: Setting) -> str:
    """Return what the whole sentence makes of the event word: a figure of a period, an event denied afterwards, or
    nothing."""
    verdict = ""
    for word in setting.modality:
        if word.first > item.first and _denied_after(document, item, word):
            return "denial"
        if word.key not in _FIGURES or latest_of_several(document, word.last, item.first):
            continue
        counted = word.key == "month" and not _COUNTED.isdisjoint(setting.words)
        if counted or _a_period(document, item, word) or (word.key == "statistic" and _since(document, item, word)):
            verdict = "statistic"
        if word.key != "statistic" or _shared_out(document, word):
            continue
        if word.first >= item.last and document.words[word.first] in _AFTERWARDS:
            verdict = verdict if _parted(document, item.last, word.first) else "statistic"  # تقتل مدنيين كل أسبوع
    return verdict


_FIGURES = frozenset(("month", "period", "statistic"))


def _counts(document: Document, item: Found, word: Found, sentence: Sentence) -> bool:
    """Whether a word of statistics before an event word makes it a figure."""
    if document.words[word.first - 1] in _REPEATED:
        return False  # وفي خرق متكرر، استهدف التنظيم الجورة
    if _shared_out(document, word) or "ففي" in document.words[word.last : item.first]:
        return False  # تتزايد هذه الحوادث، ففي 22 من الشهر الجاري ماتت سيدة
    if document.words[word.first].startswith(_TOLLS) and _clause_ends(document, word.last, item.first):
        return False  # يرتفع إلى 18 عدد الشهداء، حيث كانت طائرات قصفت أمس
    if _on_one_day(document, item, word, sentence):
        return False  # أحصى المرصد مقتل أربعة مدنيين في القصف على ذيبان أمس
    shared_out = document.words[word.first].lstrip("و") == "توزعت"  # توزعت المسؤولية كالتالي: 12 ضحية …
    if not shared_out and ":" in document.text[document.ends[word.last - 1] : item.start]:
        return False  # رصد خلال أسبوع 6 هجمات، تفاصيلها: استهداف مركز
    habit = document.words[word.first].lstrip("و") in _HABITS
    return not (habit and _parted(document, word.last, item.first))


_REPEATED = frozenset("خرق مشهد تصعيد سيناريو".split())


def _shared_out(document: Document, word: Found) -> bool:
    """Whether each of several places had its share (أربع عشرة غارة توزعت على سعلو والزباري)."""
    return document.words[word.first] == "توزعت" and document.words[word.last : word.last + 1] == ["علي"]


_COUNTED = frozenset("وثق وثقت احصي احصت سجل سجلت رصد رصدت بلغ بلغت حصيله ضحيه ضحايا".split())


def _a_period(document: Document, item: Found, word: Found) -> bool:
    """Whether a period makes figures of a sentence, and is not that of a row in which the event is the last (وهي المرة
    الخامسة خلال عام)."""
    if word.key != "period" or "المره" in document.words[item.last : word.first]:
        return False
    row = document.words[max(0, word.first - 4) : word.first]  # في إنزال هو الثالث من نوعه خلال شهر
    return row[-2:] not in (["من", "نوعه"], ["من", "نوعها"])


def _own_modality(document: Document, item: Found, setting: Setting) -> str | None:
    """Return the modality that the event word has by its form and its nearest words; None where they say nothing."""
    verb = item.form == "verb"
    if verb and item.prefix.endswith("س"):
        return "plan"
    if setting.verdict:
        return setting.verdict
    nearest = document.word(item.first - 1)
    if nearest == "من" and verb and not item.prefix and document.word(item.first - 2) in _WHOSE:
        return "description"  # الكشف عن مصير من احتجزهم التنظيم
    states = item.key in _STATES and nearest in RELATIVE
    if states and _ON_A_DAY.isdisjoint(document.words[item.last : item.last + 3]):
        return "description"  # but: التي بسطت سيطرتها اليوم على القرية
    if document.words[item.first] == "القبض" and document.word(item.first - 2) in RELATIVE:
        return "description"  # الأهالي الذين ألقوا القبض عليه
    if not _TIMES.isdisjoint(setting.words) and _time_and_again(document, item):
        return "description"
    if item.key in (_IN_CASES if nearest in _CASE else _COUNTED_UP) and _many(document, item):
        return "statistic"
    if "منذ" in setting.words and not verb and _counted_since(document, item, setting.sentence):
        return "statistic"
    if refers(document, item, setting.sentence):
        return "description"
    if item.key in _PROVIDED and _is_provided(document, item):
        return "plan"
    if _THOUGHT[nearest]:
        return "denial"  # دوي قوي ظنوه قصفاً
    if item.key == "take" and not verb and item.prefix.startswith("ل"):
        return "plan"  # حملة للسيطرة على المدينة
    if "قد" in setting.words and _may(document, item, setting.sentence):
        return "plan"
    return None


def _may(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether قد with an imperfect only says that an event may happen (قد تفتح مواجهة, قد يؤدي إلى اشتباكات)."""
    for at in range(max(sentence.first, item.first - _MAY), item.first):
        if document.words[at] == "قد" and document.words[at + 1].startswith(_MAY_BE):
            return not _parted(document, at + 1, item.first)
    return False


def _is_provided(document: Document, item: Found) -> bool:
    """Whether an agreement only provides for it (اتفاق يقضي بتسليم المدينة, نص على تسليم المحافظة)."""
    before = document.words[max(0, item.first - 2) : item.first]
    return (item.prefix == "ب" and _PROVIDES.among(before[-1:])) or (before[1:] == ["علي"] and _STATES_IT[before[0]])


_THOUGHT = WordClass(
    "ظنه ظنها ظنوه ظنوها ظنناه ظنناها ظننته ظننتها حسبه حسبوه حسبوها حسبناه حسبناها خالوه خالوها".split()
)
_STATES_IT = WordClass("نص نصت ينص تنص".split())
_CLAIM_CHECKED = WordClass("المتداول الادعاء ادعاء الشايعه شايعه اشاعه الاشاعه".split())
_PROVIDES = WordClass("يقضي تقضي".split())
_PROVIDED = frozenset(("enter", "take", "withdraw", "agreement"))
_MAY = 5
_MAY_BE = tuple("ي تنزلق تتحول تتسع تودي تفتح تكون تندلع تشن تنفذ تستهدف تشعل تفضي تتسبب تشهد".split())


def _time_and_again(document: Document, item: Found) -> bool:
    """Whether the text only counts how often something happened (وهذه المرة الثالثة التي تتعرض فيها القاعدة لهجوم)."""
    before = document.words[max(0, item.first - 9) : item.first]
    return "التي" in before and any(word in _TIMES and following in _ORDINAL for word, following in pairwise(before))


_TIMES = frozenset(("المره", "مره"))
_COUNTED_UP = frozenset(("raid", "assault", "arrest", "explosion", "protest", "assassination"))
_IN_CASES = _COUNTED_UP | {"bombard", "shelling", "shooting", "abduction", "death"}
_MANY = range(20, 1900)  # events of a kind: so many are told of no one day and place


def _many(document: Document, item: Found) -> bool:
    """Whether a large number counts events (نُفّذت 74 عملية أمنية, وثقنا 37 حالة قصف)."""
    case = item.first > 0 and document.words[item.first - 1] in _CASE
    if not item.first or (item.form == "verb" and not case) or document.gaps[item.first - case].strip():
        return False  # الخميس 23: تفجير منزل
    number = parse_number(document.words, item.first - 1 - case)
    return number is not None and number[0] in _MANY


_CASE = frozenset("حاله حادثه عمليه واقعه خرقا خرق".split())


def _counted_since(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether events of the kind are only counted (ووقعت منذ السبت أربعة انفجارات مماثلة)."""
    number = parse_number(document.words, item.first - 1) if item.first else None
    alike = not _ALIKE.isdisjoint(document.words[item.last : item.last + 1])
    return number is not None and number[0] > 2 and alike and "منذ" in document.words[sentence.first : item.first]


_ALIKE = frozenset("مماثله مماثل مشابهه".split())


def _is_student(document: Document, word: Found) -> bool:
    """Whether طالب is no demand but a student or a name (أبي طالب): what is demanded stands behind ب."""
    following = document.words[word.last : word.last + 6]
    return document.words[word.first - 1] in ("ابي", "ابو") or not any(w.startswith("ب") for w in following)


_AFTERWARDS = frozenset("بين متكرره متكرر متكررا كل بشكل تركزت توزعت حصد تحصد".split())
_TOLLS = ("يرتفع", "ليرتفع", "ترتفع", "لترتفع", "ارتفع", "بلغ", "حصيله")


def _clause_ends(document: Document, first: int, last: int) -> bool:
    return not _CLAUSE_END.isdisjoint(document.words[first:last])


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
    if item.key in _LASTS and not _STILL.isdisjoint(between[:1]):
        return False  # لا تزال الاشتباكات مستمرة; but لا تزال قسد تعتقله is no arrest of today
    if HARDLY.among(between[:1]):
        return False  # لم تكد الطائرات تقصف حتى جاء الرد: it happened
    if not _HARM.isdisjoint(between):
        return False  # لم تقع إصابات في القصف على الشحيل: nobody was hurt, and the town was shelled
    if "منذ" in between:
        return False  # لم يهدأ الطريق منذ تسلّمت القوات المدينة
    if distance <= 2:
        return True
    return bool(between) and (between[0] in _UNDERGO or between[-1] in _ANY)


_STILL = frozenset("تزال يزال يزالون زال زالت زالوا".split())
_LASTS = frozenset(("clash", "bombard", "shelling", "strike", "protest"))
_HARM = frozenset("اصابات اصابه خساير ضحايا قتلي جرحي اضرار".split())
_RUMOURS = frozenset(
    "راج يروج تردد يتردد رايج انباء الانباء اخبار الاخبار تداولته تداوله اشيع يشاع شايعات الشايعات روجته روجت "
    "نشرته نشر صحه تناقلته تناقله اوردته اورده".split()
)


def _rumoured(document: Document, item: Found, word: Found) -> bool:
    """Whether what somebody denies is the talk of an event: نفى مصدر ما تداولته صفحات حول خروج مظاهرة."""
    if document.words[word.first].lstrip("وف") not in _DENIES:
        return False
    return not _RUMOURS.isdisjoint(document.words[word.last : item.first])


def _denied_to_be(document: Document, item: Found, word: Found) -> bool:
    """Whether somebody denies that somebody did it, however far off (نفى الشيخ، في تسجيل صوتي، أن يكون رجاله قد هاجموا
    مقراً)."""
    if document.words[word.first].lstrip("وف") not in _DENIES:
        return False
    words = document.words[word.last : item.first]
    that = next((at for at, pair in enumerate(pairwise(words)) if pair[0] == "ان" and pair[1] in _TO_BE), None)
    return that is not None and not _parted(document, word.last + that + 1, item.first)


_TO_BE = frozenset("يكون تكون يكونوا".split())
_FALSE = frozenset("عار عاريه ادعاء".split())
_HAPPENED = frozenset("تقع يقع تحدث يحدث تحصل يحصل تقم".split())


def _denied_after(document: Document, item: Found, word: Found) -> bool:
    """Whether the text says of the event afterwards that it was none: الحديث عن انفجار … عار عن الصحة, أما الغارة … فلم
    تقع."""
    if word.key == "denial" and document.words[word.last - 1].startswith("نف"):
        return _WITNESSES.among(document.words[word.last : word.last + _TO_WITNESS])  # a force denies its blame
    if word.key == "denial":
        return document.words[word.first] in _FALSE or document.words[word.first + 1 : word.last] in _NOT_TRUE
    return (
        word.key == "negation"
        and item.prefix.endswith("ال")
        and word.last < len(document.words)
        and document.words[word.last] in _HAPPENED
    )


_WITNESSES = WordClass("سكان سكانها اهالي الاهالي السكان شهود شاهد ناشط ناشطون مسعف ممرض طبيب قاطنون".split())
_TO_WITNESS = 8  # words from the denial to who denies
_NOT_TRUE = (["صحيح"], ["صحيحه"])  # نبأ إنزال جوي تبين لاحقاً أنه غير صحيح


def _on_one_day(document: Document, item: Found, word: Found, sentence: Sentence) -> bool:
    """Whether what is counted happened on one day that the sentence names behind the event: the figure is its toll."""
    last = min(item.last + _TO_DAY, sentence.last)
    if _DAYS.isdisjoint(document.words[item.last : last]):
        return False
    return not any(w.lstrip("وب") in _SPANS for w in document.words[word.first : last])


_TO_DAY = 14  # words from the event to its day
_DAYS = frozenset(WEEKDAYS) | {"امس"}
_ON_A_DAY = _DAYS | {"اليوم", "خلالها", "خلاله"}
_SPANS = frozenset(
    "منذ خلال اسبوع الاسبوع شهر الشهر عام العام ايام الايام اشهر غضون ساعات الساعات سلسله عمليات هجمات بين".split()
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


def _denied_any(document: Document, item: Found, setting: Setting) -> bool:
    before = (word for word in setting.modality if word.first < item.first and word.key == "negation")
    return any(not _parted(document, word.last, item.first) for word in before)


def _joined_after(document: Document, item: Found, word: Found) -> bool:
    """Whether و joins the event word to a negated one before it (بلا قتال ومعارك في …): the negation stops there."""
    return item.prefix.startswith("و") and item.first - word.last >= 1 and document.words[word.last - 1] != "لا"


def _parted(document: Document, first: int, last: int) -> bool:
    """Whether a comma or a word that opens a new clause stands between two tokens."""
    if first >= last:
        return False
    words = document.words[first:last]
    if not _CLAUSE_END.isdisjoint(words):
        return True
    if all(map(_MARKS.isdisjoint, document.gaps[first : last + 1])):
        return False
    return _SAYS.isdisjoint(words)  # يخططون، بحسب قولها، لتفجير
