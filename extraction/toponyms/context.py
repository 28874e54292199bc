"""A recognised name, and the words before it that bear on its reading."""

from collections.abc import Sequence

from arabic.tokens import readings
from arabic.vocabulary import WordClass
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.values import dataclass

_MARKS = frozenset(".،,;؛:!?؟\n|()")


@dataclass(slots=True)
class Toponym:
    """A recognised place name, as a range of the folded text, with the words around it that bear on its reading."""

    start: int
    end: int
    first: int  # token index of its first word
    last: int  # token index after its last word
    prefix: str
    place_ids: tuple[str, ...]
    rule: str
    score: float
    cue: str | None = None
    relation: str | None = None
    role: str = "scene"
    group: int = -1  # toponyms that share a cue or are joined by و have the same group
    reasons: Sequence[str] = ()


def cue_of(word: str, lexicon: PlaceWords) -> str | None:
    """Return the head noun that a word is, with its prepositions; with the article it announces no name
    (المدينة المحاصرة)."""
    return lexicon.cue_forms.get(word)


def look_around(document: Document, toponym: Toponym, lexicon: PlaceWords) -> None:
    """Note the cue and the spatial relation in the four words before a toponym."""
    words = document.words
    glued = toponym.prefix
    if glued.endswith(("قريه", "بلده", "مدينه", "ناحيه")):
        toponym.cue = glued[-5:] if glued.endswith(("مدينه", "ناحيه")) else glued[-4:]
    at = toponym.first - 1
    limit = max(0, toponym.first - 5)
    while at >= limit:
        if breaks(document, at, toponym.first) and not _opened(document, at, toponym):
            break
        word = words[at]
        cue = cue_of(word, lexicon)
        if cue and toponym.cue is None and at == toponym.first - 1:
            toponym.cue = cue
        relation = lexicon.relation_of[word] or ("desert" if cue == "باديه" else None)
        each = word in _EACH
        if word == "من" and at:
            if words[at - 1] in _EACH:
                relation, each = None, True  # في كل من قرى الحصان ومحيميدة
            elif words[at - 1] in _SIDES:
                relation = "near"  # إلى الشرق من المحطة الثانية
            elif _PARTS.among(words[max(0, at - 2) : at]):
                # السيطرة على أجزاء واسعة من بلدة الشحيل, على الجزء الجنوبي من حويجة صكر; but المناطق القريبة من الشحيل
                relation = "near" if words[at - 1] in _CLOSE else "in"
        if relation and (toponym.relation is None or (toponym.relation == "from" and relation == "near")):
            toponym.relation = relation  # على مقربة من الشولا is near, not from
        if not (cue or relation or each or lexicon.transparent[word]):
            break
        at -= 1
    if toponym.relation in _SAID_OTHERWISE:
        toponym.relation = _meant(words, toponym, toponym.relation, lexicon)
    if _joined_by_road(words, toponym):
        toponym.relation = "road"
    if toponym.relation is None and toponym.prefix[-1:] == "ب":
        toponym.relation = "in"


_SAID_OTHERWISE = frozenset(("to", "onto", "facing", "from"))
_EACH = frozenset(("كل", "كلا"))


def _meant(words: list[str], toponym: Toponym, relation: str, lexicon: PlaceWords) -> str:
    """Return the spatial relation that a preposition means with the words around it: إلى on a road is near."""
    before = words[max(0, toponym.first - 5) : toponym.first]
    if relation == "to":
        if not LEADING.isdisjoint(before):
            return "near"  # على الطريق المؤدي إلى حقل العمر
        return relation if _SPREADING.isdisjoint(before) else "in"  # وامتدت الاحتجاجات إلى الهرموشية
    if relation == "from":
        begins = words[toponym.first - 1] == "محور" or words[toponym.first - 2 - bool(toponym.cue)] in _BEGINNING
        return "in" if begins else relation  # هجوم من محور المقابر, نبدأ من السوسة، حيث
    if relation == "onto" and _OVERLOOKING.among(before):
        relation = "facing"  # جبل ثردة المطل على المطار
    apposed = relation == "facing" and not toponym.prefix and _in_apposition(words, toponym.first, lexicon)
    return "in" if apposed else relation


_BEGINNING = frozenset("نبدا نبداها ونبدا بدايه البدايه والبدايه".split())
_SIDES = frozenset("الشرق الغرب الشمال الجنوب".split())


def _opened(document: Document, at: int, toponym: Toponym) -> bool:
    """Whether a bracket stands between a head noun and its name (بلدة (السوسة))."""
    return at == toponym.first - 1 and document.gaps[at + 1].strip() == "("


def _in_apposition(words: list[str], first: int, lexicon: PlaceWords) -> bool:
    """Whether a head noun with the article and an adjective announce the name (في القرية المجاورة محيميدة): the place
    itself is meant, not what lies beside it (في القرية المجاورة لمحيميدة)."""
    if first < 2 or not words[first - 1].startswith("ال") or lexicon.relations.get(words[first - 1]) != "facing":
        return False
    return any(prefix.endswith(("ال", "لل")) and rest in lexicon.cues for prefix, rest in readings(words[first - 2]))


def _joined_by_road(words: list[str], toponym: Toponym) -> bool:
    """Whether a place is an end of a road (الطريق الذي يربط دير الزور بالحسكة)."""
    if toponym.first and words[toponym.first - 1] in _JOINS:
        return True
    return toponym.prefix.startswith("ب") and not _JOINS.isdisjoint(words[max(0, toponym.first - 4) : toponym.first])


_CLOSE = frozenset("القريبه القريب قريبه قريب القريبين".split())
_PARTS = WordClass("اجزاء جزء جزءا قسما احياء اقسام قسم قطاع قطاعات شطر نصف معظم مناطق مساحات نقاط منازل ابنيه".split())
_JOINS = frozenset("يربط تربط الرابط الرابطه".split())
LEADING = frozenset("المودي الموديه الواصل الواصله مود".split())
_OVERLOOKING = WordClass("المطل المطله المطلين يطل تطل المشرف المشرفه يشرف تشرف".split())
_SPREADING = frozenset("امتدت امتد وامتدت وامتد انتقلت وانتقلت توسعت وتوسعت تمددت".split())


def breaks(document: Document, at: int, first: int) -> bool:
    """Whether punctuation stands between the token ``at`` and the token after it."""
    gap = document.gaps[at + 1]
    return gap != " " and at < first and not _MARKS.isdisjoint(gap)
