"""Event words that point to an event instead of telling it: what is answered, protested against, charged or buried."""

from arabic.vocabulary import Beginnings, Table, WordClass, with_and
from extraction.document import Document, Sentence
from extraction.terms import Found

_ENDS = frozenset("،؛:.\n")
_PAUSES = frozenset("،؛:\n")

FUNERAL = WordClass("تشييع شيع شيعت شيعوا دفن دفنت دفنوا جنازه جثمان جثامين عزاء".split())
PROTESTED = with_and("احتجاجا استنكارا تنديدا للتنديد رفضا تضامنا منددين منددون منددا مندده".split())
_ANSWERED = PROTESTED | with_and("ردا انتقاما ثارا".split())
_AFTERWARDS = frozenset("عقب بعد اثر قبل ردا خلفيه بعيد غداه".split())
_CHARGED = Beginnings("تهمه متهم المتهم قضايا قضيه".split(), before="وب")
_ACCUSED = Beginnings("اتهم تهمه متهم المتهم قضايا قضيه".split(), before="وب")
_CHARGES = frozenset("قضايا قضيه تهمه تهم".split())
_OF_CHARGE = frozenset("بتهمه بتهم بالتهمه التهمه".split())
_SPOT = frozenset("مكان موقع محل".split())
_DURING = frozenset("اثناء خلال لدي عند".split())
_OF_WHICH = frozenset("منها عنها منه عنه".split())
_SINCE = frozenset(("منذ",))
_THEIRS = ("ه", "ها", "هم", "هما")
INVOLVED = ("متورط", "المتورط", "ضالع", "الضالع", "تورط", "ضلوع")
_INVOLVED = Beginnings(INVOLVED, before="وبل")
_COINCIDES = frozenset("تتزامن يتزامن تزامنت تزامن".split())
_BY_TERMS = WordClass("بموجب موجب وفق وفقا حسب بحسب تنفيذ تطبيق بنود خرق".split())
_ABIDES = WordClass("تلتزم يلتزم التزمت التزم ملتزمه ملتزم ملتزمون التزام التزامها التزامه".split())
_GOES_ON = Beginnings("ال ب ل علي في من قرب ضد داخل وسط عند التي الذي و ف".split(), before="")
"""What may go on with a noun that has the article: its adjective, its place or means. Anything else begins anew (وأغلقت
قسد عقب التفجير مداخل القرية)."""
_SAME = frozenset("هذا هذه ذاته ذاتها نفسه نفسها الاخير الاخيره المذكور".split())


LATEST = frozenset("اخرها اخرهم اخره احدثها".split())
"""Words that turn from several events to the latest of them."""
_WAS = frozenset("كان كانت وكان وكانت".split())


def turns_to_latest(document: Document, at: int) -> bool:
    """Whether a word turns from several events to the latest of them (هجمات متكررة، كان آخرها أمس، حين استُهدف مقر)."""
    return document.words[at] in LATEST and "،" in document.gaps[at - (document.words[at - 1] in _WAS)]


def latest_of_several(document: Document, first: int, last: int) -> bool:
    """Whether a token is behind such a turn, seen from another (وثقنا عشر هجمات، آخرها تفجير أمس في الصور)."""
    words = document.words[first:last]
    return not LATEST.isdisjoint(words) and any(turns_to_latest(document, at) for at in range(first, last))


def refers(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a noun points to an event instead of telling it: what is answered (رداً على استهداف القاعدة), what came
    before (عقب الهجوم. عقب هذا الهجوم), or the dead of a funeral (تشييع قتلى)."""
    if item.form == "verb" and not (item.prefix.endswith(("ب", "ل")) or _charged_or_answered(document, item, sentence)):
        return False  # بسرقة is no verb, though سرقه may be one, nor is رداً على قصف
    before = document.words[max(sentence.first, item.first - 3) : item.first]
    if not before:
        return False
    if _POINTERS.among(before) and _points_back(document, item, sentence, before):
        return True
    if before[-1] == "في" and _involved(document, item, sentence):
        return True  # لضلوعه مع آخرين في تفجير عبوة
    if item.key == "clash" and _leads_to(document, item, max(sentence.first, item.first - 6), _OF_CHARGE):
        return True  # بتهم الردة وقتال التنظيم
    return _answered(document, item, sentence) or (item.key in _OLD_DEEDS and _as_cause(document, item, sentence))


def _charged_or_answered(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether the words right before what looks like a verb make it a noun (بقضايا سلب; رداً على قصف)."""
    nearest = document.word(item.first - 1)
    if nearest == "علي":
        return document.word(item.first - 2) in ("ردا", "وردا")
    return item.first > sentence.first and nearest.lstrip("وبف") in _CHARGES


def _points_back(document: Document, item: Found, sentence: Sentence, before: list[str]) -> bool:
    """Whether the words right before a noun say that it points to an event."""
    nearest = before[-1]
    if nearest == "منذ":
        return True  # منذ فك الحصار
    if item.key == "agreement" and _BY_TERMS[nearest]:
        return True  # وبموجب الاتفاق الذي أُعلن عنه
    if item.key == "agreement" and item.prefix == "ب" and _ABIDES.among(before):
        return True  # تلتزم فيه الدولة باتفاق آذار
    if nearest.lstrip("وبل") in _SPOT and "ال" in (item.prefix[-2:], document.words[item.first][:2]):
        return True  # هرعت سيارات الإسعاف إلى مكان القصف
    known = document.words[item.first].endswith(_THEIRS)
    placed = document.word(item.last) in ("من", "في")  # بعد أيام من خطفه في هجين: that is told as well
    if (item.key == "arrest" or (item.key == "abduction" and not placed)) and known and _since_then(before):
        return True  # أعدم ستة رجال بعد اعتقالهم, بعد أسبوع من خطفه
    if item.key == "expel" and known and nearest in _AFTERWARDS:
        return True  # قذائف أطلقوها على القرية بعد طردهم منها
    if item.key == "enter" and (nearest in _AFTERWARDS or nearest in _DURING):
        return True  # رتلاً من الصهاريج بعد دخولها إلى القرية
    if nearest in _OF_WHICH and before[-2:-1] in (["نتج"], ["نتجت"], ["ينتج"], ["ينجم"]):
        return True  # الفوضى التي نتج منها اغتيال
    if _INVOLVED.among(before[-2:]):
        return True  # متورطين في هجمات على الجيش
    if not _ANSWERED.isdisjoint(before) and "ذلك" not in before:
        return True  # not: ورداً على ذلك قطع محتجون الطريق
    if (_ACCUSED if item.key in _OLD_DEEDS else _CHARGED).among(before):
        return True  # اتهموه بسرقة; who accuses a force of shelling tells of it
    if "ال" in (item.prefix[-2:], document.words[item.first][:2]) and nearest.lstrip("و") in _COINCIDES:
        return True  # وتتزامن الغارات مع تقدم القوات باتجاه الميادين
    if item.key in ("death", "wound"):
        return FUNERAL.among(before)
    return nearest.lstrip("و") in _AFTERWARDS and _comes_after(document, item, sentence)


def _comes_after(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether nothing is told of a noun with the article behind عقب or بعد: other things came after that event."""
    if not (item.prefix.endswith(("ال", "لل")) or document.words[item.first].startswith("ال")):
        return False
    if item.first - sentence.first <= 1 and document.words[item.last : item.last + 1] not in (["علي"], ["في"], ["من"]):
        return True  # وعقب الهجوم عرفت البلدة انتشاراً
    ends = item.last >= sentence.last or not _ENDS.isdisjoint(document.gaps[item.last])
    return ends or document.words[item.last] in _SAME or not _GOES_ON[document.words[item.last]]


class _Pointers(Table[bool]):
    """Words that can make an event word right behind them point to an event."""

    def answer(self, word: str) -> bool:
        """Whether a word is of any of the classes that ``_points_back`` asks for."""
        sets = (_AFTERWARDS, _DURING, _OF_WHICH, _ANSWERED, _COINCIDES, _SPOT, _SINCE)
        tables = (_BY_TERMS, _ABIDES, _INVOLVED, _ACCUSED, _CHARGED, FUNERAL)
        forms = (word, word.lstrip("و"), word.lstrip("وبل"))
        return not frozenset().union(*sets).isdisjoint(forms) or any(table[word] for table in tables)


_POINTERS = _Pointers()


def _since_then(before: list[str]) -> bool:
    """Whether what follows is only what an event came after, at once or so long after it."""
    at = -3 if before[-1:] in (["من"], ["علي"]) else -1
    return len(before) >= -at and before[at].lstrip("و") in _AFTERWARDS


_OLD_DEEDS = frozenset(("arrest", "loot", "abduction", "burn"))
_CAUSES = with_and("بسبب خلفيه لرفضهم لرفضه".split())


def _as_cause(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a noun is only told as what a quarrel or a fight was about (بسبب خلاف … واعتقال أحد التجار)."""
    return _leads_to(document, item, max(sentence.first, item.first - 10), _CAUSES)


def _answered(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a noun stands, in one phrase, behind a protest against what it tells (احتجاجاً على مقتل شاب برصاص قسد)."""
    return _leads_to(document, item, max(sentence.first, item.first - 9), PROTESTED)


def _involved(document: Document, item: Found, sentence: Sentence) -> bool:
    """Whether a word of involvement governs a noun behind في, in one phrase with it."""
    first = max(sentence.first, item.first - _TO_INVOLVED)
    at = _INVOLVED.positions(document.words[first : item.first])
    if not at:
        return False
    between = document.gaps[first + at[-1] + 1 : item.first]
    return all(gap == " " or _PAUSES.isdisjoint(gap) for gap in between)


_TO_INVOLVED = 12  # words


def _leads_to(document: Document, item: Found, first: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands between a token and an event word, in one phrase with it."""
    before = document.words[first : item.first]
    if words.isdisjoint(before):
        return False
    at = first + max(index for index, word in enumerate(before) if word in words)
    if document.word(at + 2) == "ذلك":
        return False  # واحتجاجاً على ذلك خرج الأهالي في مظاهرة: what is protested against was told before
    return all(gap == " " or _PAUSES.isdisjoint(gap) for gap in document.gaps[at + 1 : item.first + 1])
