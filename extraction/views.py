"""What stands around each actor of a report, looked at once for all its events."""

from collections.abc import Callable
from itertools import chain

from arabic.tokens import rests
from arabic.vocabulary import Table, WordClass, with_and
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
        markers = _markers(_words_before(document, mention), words)
        out.append(ActorView(mention, sentence.index, markers, claims))
    return out


def _goes_with(first: ActorMention, second: ActorMention) -> bool:
    """Whether و joins two actors (لسيطرة القوات الإيرانية والميليشيات الموالية لها), or the second is a short name of
    the first (قوات سوريا الديمقراطية (قسد))."""
    return second.first == first.last and (second.prefix.startswith("و") or second.key == first.key)


_NOWHERE = 1 << 30  # a sentence that no event is near


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


_BEFORE, _AFTER = 9, 5  # words around an actor that can say that it is only named for its ground


def _only_holds(document: Document, mention: ActorMention) -> bool:
    """Whether an actor is only named for the ground that it holds or the dress that somebody wears (فروا إلى مناطق قسد,
    يرتدون زي قسد): that gives it no part in any event."""
    before = document.words[max(0, mention.first - _BEFORE) : mention.first]
    after = document.words[mention.last : mention.last + _AFTER]
    rules = list(chain.from_iterable(map(_RULES_OF.__getitem__, before + after)))
    if not rules:
        return False
    nearest, second = document.word(mention.first - 1), document.word(mention.first - 2)
    beside = _Beside(before, after, nearest, second, mention.prefix.startswith("ل"))
    return any(rule(beside) for rule in rules) and not fires_from_its_ground(document, mention.first)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The words beside an actor: those before it, the last and the last but one of them, those after it, and whether
    ل is written to its name."""

    before: list[str]
    after: list[str]
    nearest: str
    second: str
    behind_l: bool


def _on_its_ground(beside: _Beside) -> bool:
    """Whether ground or dress is named as the actor's: مناطق قسد, نفوذ قسد, الخاضع لسيطرة قوات النظام."""
    return beside.nearest in _GROUND


_GROUND = with_and("مناطق لمناطق بمناطق زي الزي لباس نفوذ".split()) | {"لسيطره"}


def _under_its_control(beside: _Beside) -> bool:
    """Whether سيطرة says what ground the actor holds, or what time it was (تحت سيطرة قسد, إبان سيطرة داعش)."""
    return beside.nearest == "سيطره" and (beside.second in _HELD or _TIME_OF[beside.second])


def _in_its_time(beside: _Beside) -> bool:
    """Whether the actor only dates what is told (زمن النظام البائد)."""
    return _TIME_OF[beside.nearest]


_HELD = frozenset("تحت مناطق ومناطق بمناطق لمناطق".split())
_TIME_OF = WordClass("زمن عهد حقبه ايام ابان فتره اثناء حكم".split())


def _is_growing(beside: _Beside) -> bool:
    """Whether only the activity of the actor is said to grow (في ظل تزايد نشاط خلايا التنظيم)."""
    return "نشاط" in beside.before[-3:] and not _GROWING.isdisjoint(beside.before[-5:])


_GROWING = frozenset("ظل تزايد تصاعد ازدياد تنامي".split())


def _outlawed(beside: _Beside) -> bool:
    """Whether a country is named as the one that bans somebody: داعش (المحظور في روسيا)."""
    return beside.nearest == "في" and beside.second in _OUTLAWED


_OUTLAWED = frozenset(("المحظور", "المحظوره"))


def _is_outlet(beside: _Beside) -> bool:
    """Whether the name is that of a medium (قناة روسيا اليوم)."""
    return beside.after[:1] == ["اليوم"] and not _OUTLETS.isdisjoint(beside.before[-2:])


_OUTLETS = frozenset("قناه لقناه وكاله لوكاله موقع لموقع صحيفه لصحيفه".split())


def _subject_to(beside: _Beside) -> bool:
    """Whether others are allied with the actor (ميليشيا الدفاع الوطني المساندة لقوات النظام), or a place is subject to
    it (البصيرة الخاضعة لقسد, تخضع الضفة المقابلة، وفيها الميادين والبوكمال، لقوات النظام)."""
    if not beside.behind_l or not beside.before:
        return False
    said = beside.nearest in _ALLIED or _SUBJECT_TO[beside.nearest]
    return said or not _IS_SUBJECT_TO.isdisjoint(beside.before)


_ALLIED = frozenset("المسانده المساند المساندين المساندون المواليه الموالي الرديفه الحليفه".split())
_SUBJECT_TO = WordClass("خاضعه خاضع خاضعين خاضعتين الخاضعه الخاضع الخاضعين الخاضعتين".split())
_IS_SUBJECT_TO = frozenset("تخضع يخضع خضعت خضع تخضعان يخضعان".split())


def _only_flies(beside: _Beside) -> bool:
    """Whether its aircraft only circle (تزامناً مع تحليق مكثف لطيران التحالف)."""
    return "تحليق" in beside.before[-4:] and beside.after[:1] not in (["التي"], ["الذي"])


def _speaks_for(beside: _Beside) -> bool:
    """Whether the words before an actor make it that of a medium which takes its side (صفحات موالية للنظام, حسابات
    مقربة من قسد)."""
    near = beside.before[:-1] if beside.nearest in ("من", "علي") else beside.before
    return bool(near) and _PARTIAL[near[-1]] and _MEDIA.among(near[-3:-1])


_PARTIAL = WordClass("مواليه موالي الموالي المواليه مقربه مقرب المقربه المقرب محسوبه محسوب المحسوبه".split())
_MEDIA = WordClass(
    "صفحه صفحات الصفحات حساب حسابات قناه قنوات موقع مواقع وكاله وكالات شبكه شبكات معرفات اعلام اعلاميه".split()
    + "اعلامي وسايل صحيفه صحف تلفزيون منصات ناشطون ناشطين".split()
)


def _left_it(beside: _Beside) -> bool:
    """Whether somebody has left the actor (عنصر منشق عن قسد)."""
    return beside.nearest == "عن" and beside.second.startswith(_DEFECTED)


_DEFECTED = ("منشق", "المنشق", "انشق")


def _worked_for(beside: _Beside) -> bool:
    """Whether somebody was once with the actor (كان يعمل سابقاً لدى قسد)."""
    return "سابقا" in beside.before[-5:] and _WORKED.among(beside.before[-6:])


_WORKED = WordClass("يعمل تعمل عمل عملت يخدم خدم".split())


def _stands_by(beside: _Beside) -> bool:
    """Whether the actor did nothing (دون أي تدخل من قوات قسد)."""
    return "تدخل" in beside.before[-3:] and not _WITHOUT.isdisjoint(beside.before[-6:])


_WITHOUT = frozenset("دون بدون عدم وعدم ودون".split())


def _never_theirs(beside: _Beside) -> bool:
    """Whether somebody is said not to be of the actor (لا ينتميان لأي فصيل مسلح أو لتنظيم الدولة)."""
    belongs = any(word.startswith(_BELONGS) for word in beside.before[-6:])
    return belongs and not _NEVER.isdisjoint(beside.before[-7:])


_BELONGS = ("ينتم", "تنتم")
_NEVER = frozenset("لا لم ولا ولم".split())


def _is_present(beside: _Beside) -> bool:
    """Whether the actor is only said to be about somewhere (في بادية صبيخان حيث ينشط تنظيم الدولة)."""
    return "حيث" in beside.before[-3:] and _PRESENT[beside.nearest]


_PRESENT = WordClass("ينشط تنشط تنتشر ينتشر تتمركز يتمركز تتواجد يتواجد تسيطر يسيطر".split())


def _is_answered_by(beside: _Beside) -> bool:
    """Whether the actor only answers fire (تم الرد على مصدر النيران من قبل الأسايش, وردت قواتنا على مصادر النيران, وقام
    الجيش بالرد على مصادر النيران)."""
    if "الرد" in beside.before and (beside.second, beside.nearest) == ("من", "قبل"):
        return True
    answers = _ANSWERS[beside.nearest] or "بالرد" in beside.after
    by_blows = not _WITH_BLOWS.isdisjoint(beside.after)  # ردت القوات الأمريكية على مصادر النيران باستهداف مواقع
    return answers and not by_blows and not _SOURCES_OF_FIRE.isdisjoint(beside.after)


_ANSWERS = WordClass("رد ردت ردوا".split())
_SOURCES_OF_FIRE = frozenset("مصدر مصادر الهجوم الاعتداء الاعتداءات".split())
_WITH_BLOWS = frozenset("باستهداف باستهدافها بقصف بقصفها بغاره بغارات بضربه بضربات بقذايف بصواريخ".split())


def _not_known_whose(beside: _Beside) -> bool:
    """Whether it is not known if it was the actor (لا يُعلم ما إذا كانت روسية أم تابعة للنظام)."""
    return "اذا" in beside.before and not _UNKNOWING.isdisjoint(beside.before)


_UNKNOWING = frozenset("يعلم تعلم يعرف تعرف معلوم واضح".split())

_Rule = Callable[[_Beside], bool]
_RULES: tuple[tuple[_Rule, frozenset[str]], ...] = (
    (_on_its_ground, _GROUND),
    (_under_its_control, frozenset(("سيطره",))),
    (_in_its_time, _TIME_OF.stems),
    (_is_growing, frozenset(("نشاط",))),
    (_outlawed, _OUTLAWED),
    (_is_outlet, _OUTLETS),
    (_subject_to, _ALLIED | _SUBJECT_TO.stems | _IS_SUBJECT_TO),
    (_only_flies, frozenset(("تحليق",))),
    (_speaks_for, _PARTIAL.stems),
    (_left_it, frozenset(("عن",))),
    (_worked_for, frozenset(("سابقا",))),
    (_stands_by, frozenset(("تدخل",))),
    (_never_theirs, _NEVER),
    (_is_present, frozenset(("حيث",))),
    (_is_answered_by, _ANSWERS.stems | {"الرد", "بالرد"}),
    (_not_known_whose, frozenset(("اذا",))),
)
"""Each rule with words of which it needs one, alone or behind proclitics: most actors have none of them beside them."""


class _RulesOf(Table[tuple[_Rule, ...]]):
    """The rules that a word beside an actor gives reason to ask."""

    def answer(self, word: str) -> tuple[_Rule, ...]:
        """Return the rules of which a word is one of the words."""
        return tuple(rule for rule, words in _RULES if not words.isdisjoint(rests(word)))


_RULES_OF = _RulesOf()


def _words_before(document: Document, mention: ActorMention, reach: int = 5) -> list[str]:
    """Return the words before an actor, nearest first, up to a mark that ends the phrase."""
    least = max(0, mention.first - reach)
    words = document.words[least : mention.first][::-1]
    for count, gap in enumerate(document.gaps[mention.first : least : -1]):
        if gap != " " and (not _MARKS.isdisjoint(gap) or ("،" in gap and count)):
            return words[:count]
    return words


_VIEWED = frozenset(("agent", "patient", "belonging", "acting", "speaker", "claim"))


def _markers(before: list[str], words: RoleWords) -> tuple[str, ...]:
    """Return each kind of marker whose phrase ends a few words before the actor."""
    seen: list[str] = []
    for distance, word in enumerate(before[:4]):
        for name, phrase in words.behind[word]:
            if name in _VIEWED and name not in seen and _says(before[distance:], phrase):
                seen.append(name)
    return tuple(seen)


def _says(before: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words before an actor, nearest first, end with a phrase whose last word is known to stand there."""
    if len(phrase) == 1:
        return True
    return len(phrase) <= len(before) and all(phrase[-1 - i] in rests(before[i]) for i in range(1, len(phrase)))
