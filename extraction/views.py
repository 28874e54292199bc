"""What stands around each actor of a report, looked at once for all its events."""

from collections.abc import Iterable, Sequence

from arabic.tokens import rests
from arabic.vocabulary import WordClass, with_and
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.lexicon import RoleWords
from extraction.values import dataclass

_MARKS = frozenset(".؛!؟\n")

_AFTER_WORDS = WordClass("مسووليته مسووليتها تبني تبنت تبناه تبنيه".split())


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor of the report with what stands around it, computed once: the markers before it, and whether a claim
    follows."""

    mention: ActorMention
    sentence: int
    markers: tuple[str, ...]
    claims: bool

    @property
    def has_a_part(self) -> bool:
        """Whether the actor can have a part in an event: not if it is only named for its ground or dress."""
        return self.sentence != _NOWHERE


def with_a_part(views: list[ActorView], first: int, last: int) -> list[ActorMention]:
    """Return the actors of a passage that can have a part in what it tells: not those only named for their ground."""
    return [v.mention for v in views if first <= v.mention.first < last and v.has_a_part]


def view_actors(document: Document, mentions: list[ActorMention], words: RoleWords) -> list[ActorView]:
    """Look around every actor of a report once; events then share what was seen."""
    out: list[ActorView] = []
    for mention in mentions:
        beside = out[-1] if out else None
        holds_too = beside is not None and beside.sentence == _NOWHERE and _goes_with(beside.mention, mention)
        if holds_too or _only_holds(document, mention):
            out.append(ActorView(mention, _NOWHERE, (), False))
            continue
        sentence = document.sentence_of[mention.first]
        claims = _AFTER_WORDS.among(document.words[mention.last : min(mention.last + 4, sentence.last)])
        markers = tuple(_markers(_words_before(document, mention), words))
        out.append(ActorView(mention, sentence.index, markers, claims))
    return out


def _goes_with(first: ActorMention, second: ActorMention) -> bool:
    """Whether و joins two actors (لسيطرة القوات الإيرانية والميليشيات الموالية لها), or the second is a short name of
    the first (قوات سوريا الديمقراطية (قسد))."""
    return second.first == first.last and (second.prefix.startswith("و") or second.key == first.key)


_NOWHERE = 1 << 30  # a sentence that no event is near
_GROUND = with_and("مناطق لمناطق بمناطق زي الزي لباس".split())
_OUTLETS = frozenset("قناه لقناه وكاله لوكاله موقع لموقع صحيفه لصحيفه".split())
_GROWING = frozenset("ظل تزايد تصاعد ازدياد تنامي".split())
_ALLIED = frozenset("المسانده المساند المساندين المساندون المواليه الموالي الرديفه الحليفه".split())
_SUBJECT_TO = WordClass("خاضعه خاضع خاضعين خاضعتين الخاضعه الخاضع الخاضعين الخاضعتين".split())
_IS_SUBJECT_TO = frozenset("تخضع يخضع خضعت خضع تخضعان يخضعان".split())
_TIME_OF = WordClass("زمن عهد حقبه ايام ابان فتره اثناء حكم".split())
_DEFECTED = ("منشق", "المنشق", "انشق")
_WORKED = WordClass("يعمل تعمل عمل عملت يخدم خدم".split())
_HELD_BY = frozenset((a, "سيطره") for a in ("تحت", "مناطق", "ومناطق", "بمناطق", "لمناطق"))
_PRESENT = frozenset("ينشط تنشط تنتشر ينتشر تتمركز يتمركز تتواجد يتواجد تسيطر يسيطر".split())
_WITHOUT = frozenset("دون بدون عدم وعدم ودون".split())
_BELONGS = ("ينتم", "تنتم")
_NEVER = frozenset("لا لم ولا ولم".split())
_ANSWERS = frozenset("رد ردت ردوا".split())
_SOURCES_OF_FIRE = frozenset("مصدر مصادر الهجوم الاعتداء الاعتداءات".split())
_WITH_BLOWS = frozenset("باستهداف باستهدافها بقصف بقصفها بغاره بغارات بضربه بضربات بقذايف بصواريخ".split())
_UNKNOWING = frozenset("يعلم تعلم يعرف تعرف معلوم واضح".split())


def fires_from_its_ground(document: Document, actor: int) -> bool:
    """Whether fire came from the ground that an actor, named from token ``actor`` on, holds (قصف من مناطق قسد, قذائف
    مصدرها مناطق سيطرة قوات النظام): who fired it is said so, and the labels say the same."""
    before = document.words[max(0, actor - _TO_FIRE) : actor]
    if before[-1:] in (["سيطره"], ["نفوذ"]):
        before.pop()
    if len(before) < 2 or before[-1] not in _ITS_GROUND:
        return False
    return _SOURCE[before[-2]] or (before[-2] == "من" and _FIRE.among(before))


_TO_FIRE = 9  # words from an actor back to the fire that came from its ground
_ITS_GROUND = frozenset("مناطق مواقع نقاط مقار ثكنات".split())
_FIRE = WordClass("قصف قذيفه قذيفتان قذيفتين قذيفتي قذايف صاروخ صواريخ صاروخين رصاص قنص قناص نيران رمايات".split())
_SOURCE = WordClass("مصدره مصدرها مصدرهما مصدر".split())


def _speaks_for(before: Sequence[str]) -> bool:
    """Whether the words before an actor make it that of a medium which takes its side (صفحات موالية للنظام)."""
    near = before[:-1] if before[-1:] in (["من"], ["علي"]) else before
    return bool(near) and _PARTIAL[near[-1]] and _MEDIA.among(near[-3:-1])


_PARTIAL = WordClass("مواليه موالي الموالي المواليه مقربه مقرب المقربه المقرب محسوبه محسوب المحسوبه".split())
_MEDIA = WordClass(
    "صفحه صفحات الصفحات حساب حسابات قناه قنوات موقع مواقع وكاله وكالات شبكه شبكات معرفات اعلام اعلاميه".split()
    + "اعلامي وسايل صحيفه صحف تلفزيون منصات ناشطون ناشطين".split()
)


def _only_holds(document: Document, mention: ActorMention) -> bool:
    """Whether an actor is only named for the ground that it holds or the dress that somebody wears (فروا إلى مناطق قسد,
    يرتدون زي قسد): that gives it no part in any event."""
    if fires_from_its_ground(document, mention.first):
        return False
    if document.word(mention.first - 1) in _GROUND:
        return True
    before = document.words[max(0, mention.first - 9) : mention.first]
    if "نشاط" in before[-3:] and not _GROWING.isdisjoint(before[-5:]):
        return True  # في ظل تزايد نشاط خلايا التنظيم
    if before[-2:] in (["المحظور", "في"], ["المحظوره", "في"]) or (
        document.words[mention.last : mention.last + 1] == ["اليوم"] and not _OUTLETS.isdisjoint(before[-2:])
    ):
        return True  # داعش (المحظور في روسيا), قناة روسيا اليوم
    if mention.prefix.startswith("ل") and not _ALLIED.isdisjoint(before[-1:]):
        return True  # ميليشيا الدفاع الوطني المساندة لقوات النظام
    if "تحليق" in before[-4:] and document.word(mention.last) not in ("التي", "الذي"):
        return True  # تزامناً مع تحليق مكثف لطيران التحالف
    if _speaks_for(before):
        return True  # صفحات موالية للنظام, حسابات مقربة من قسد
    if before[-1:] in (["لسيطره"], ["نفوذ"], ["ونفوذ"]) or tuple(before[-2:]) in _HELD_BY:
        return True  # في حي القصور الخاضع لسيطرة قوات النظام
    if mention.prefix.startswith("ل") and before and _SUBJECT_TO[before[-1]]:
        return True  # في بلدة البصيرة الخاضعة لقسد
    if mention.prefix.startswith("ل") and not _IS_SUBJECT_TO.isdisjoint(before):
        return True  # تخضع الضفة المقابلة، وفيها الميادين والبوكمال، لقوات النظام
    if (before and _TIME_OF[before[-1]]) or (before[-1:] == ["سيطره"] and len(before) > 1 and _TIME_OF[before[-2]]):
        return True  # زمن النظام البائد, إبان سيطرة داعش
    if before[-1:] == ["عن"] and before[-2:-1] and before[-2].startswith(_DEFECTED):
        return True  # عنصر منشق عن قسد
    if "سابقا" in before[-5:] and _WORKED.among(before[-6:]):
        return True  # كان يعمل سابقاً لدى قسد
    if "تدخل" in before[-3:] and not _WITHOUT.isdisjoint(before[-6:]):
        return True  # دون أي تدخل من قوات قسد
    if any(word.startswith(_BELONGS) for word in before[-6:]) and not _NEVER.isdisjoint(before[-7:]):
        return True  # لا ينتميان لأي فصيل مسلح أو لتنظيم الدولة
    if "حيث" in before[-3:] and not rests(before[-1]).isdisjoint(_PRESENT):
        return True  # في بادية صبيخان حيث ينشط تنظيم الدولة
    if "الرد" in before and before[-2:] == ["من", "قبل"]:
        return True  # تم الرد على مصدر النيران من قبل الأسايش
    after = document.words[mention.last : mention.last + 5]
    answers = (before and not rests(before[-1]).isdisjoint(_ANSWERS)) or "بالرد" in after
    if answers and not _SOURCES_OF_FIRE.isdisjoint(after) and _WITH_BLOWS.isdisjoint(after):
        return True  # وردت قواتنا على مصادر النيران, وقام الجيش بالرد على مصادر النيران
    return "اذا" in before and not _UNKNOWING.isdisjoint(before)  # لا يُعلم ما إذا كانت روسية أم تابعة للنظام


def _words_before(document: Document, mention: ActorMention, reach: int = 5) -> list[str]:
    """Return the words before an actor, nearest first, up to a mark that ends the phrase."""
    out: list[str] = []
    at = mention.first - 1
    least = max(0, mention.first - reach)
    while at >= least:
        gap = document.gaps[at + 1]
        if gap != " " and (not _MARKS.isdisjoint(gap) or ("،" in gap and out)):
            break
        out.append(document.words[at])
        at -= 1
    return out


_VIEWED = frozenset(("agent", "patient", "belonging", "acting", "speaker", "claim"))


def _markers(before: list[str], words: RoleWords) -> Iterable[str]:
    """Yield each kind of marker whose phrase ends a few words before the actor."""
    seen: set[str] = set()
    for distance, word in enumerate(before[:4]):
        for name, phrase in words.behind[word]:
            if name not in _VIEWED or name in seen or distance + len(phrase) > len(before):
                continue
            if len(phrase) == 1 or all(phrase[-1 - i] in rests(before[distance + i]) for i in range(1, len(phrase))):
                seen.add(name)
                yield name
