"""Event words with their modality: whether the text says that the event happened."""

from collections.abc import Callable
from operator import attrgetter

from arabic.tokens import CONJUNCTIONS
from arabic.vocabulary import WordClass
from extraction.document import Document, Sentence
from extraction.lexicon import Lexicon
from extraction.terms import Found, Terms
from extraction.triggers.ground import expels, lifts_mine, seizes_ground
from extraction.triggers.modality import modality_of, setting_of
from extraction.triggers.senses import (
    OTHER_SENSES,
    breaks_cell,
    campaigns,
    empties,
    fires_shells,
    foils,
    is_dawn,
    names_shell,
    pounds,
    strikes,
)
from extraction.triggers.trigger import Trigger
from extraction.words import HAD_FALLEN


def find_triggers(document: Document, terms: Terms, lexicon: Lexicon) -> list[Trigger]:
    """Return the triggers of a report in order, each with its modality."""
    found = []
    setting = None
    for number, item in enumerate(terms.triggers):
        key = _kind(document, terms, number)
        if key is None or key in _PARTS:
            continue
        sentence = document.sentence_of[item.first]
        if setting is None or setting.sentence is not sentence:
            setting = setting_of(document, sentence, terms.modality)
        found.append(
            Trigger(
                item.start,
                item.end,
                _thrown_at(document, item, sentence),
                item.last,
                key,
                lexicon.kinds[key].head,
                item.form,
                item.prefix,
                modality_of(document, item, setting, lexicon.modality_reach),
                item.form != "verb" and _has_article(document, item),
            )
        )
    return sorted(found, key=attrgetter("first"))  # ألقى may stand before another event word that القبض is behind


def _kind(document: Document, terms: Terms, number: int) -> str | None:
    """Return the kind of event that an event word tells where it stands, or None where it tells none."""
    item = terms.triggers[number]
    if document.word(item.first - 1) in _STOP:
        return None
    for has_other_sense in OTHER_SENSES.get(item.key, ()):
        if has_other_sense(document, item):
            return None
    if item.key in _REREAD:
        return _REREAD[item.key](document, terms, number)
    if item.key not in _OBJECT or item.last > item.first + 1:
        return item.key
    ahead = [other for other in terms.triggers[number + 1 : number + 4] if not is_dawn(document, other)]
    key = _with_object(item, ahead[:1])
    if key == "death" and _fell(document, _before(terms, number), item):
        return "shelling"
    if key == "take" and any(item.last <= person.first < item.last + _SUBJECT for person in terms.people):
        return "capture"  # وقع عنصران بيد التنظيم
    return key


_STOP = frozenset("وقف ووقف لوقف ولوقف بوقف وبوقف".split())  # وقف إطلاق النار is a truce


def _before(terms: Terms, number: int) -> list[Found]:
    """Return the event word before another, if there is one."""
    return terms.triggers[max(0, number - 1) : number]


def _behind(terms: Terms, number: int) -> list[Found]:
    """Return the event word behind another, if there is one."""
    return terms.triggers[number + 1 : number + 2]


def _shooting(document: Document, terms: Terms, number: int) -> str | None:
    if fires_shells(document, terms.triggers[number], _behind(terms, number)):
        return None
    return "loot" if empties(document, terms.triggers[number]) else "shooting"


def _shelling(_: Document, terms: Terms, number: int) -> str | None:
    return None if names_shell(terms.triggers[number], _behind(terms, number)) else "shelling"


def _disrupted(document: Document, terms: Terms, number: int) -> str:
    if foils(document, terms.triggers[number]):
        return "clash"
    return "arrest" if breaks_cell(document, terms.triggers[number]) else "disrupt"


def _taken(document: Document, terms: Terms, number: int) -> str:
    return "disrupt" if lifts_mine(document, terms.triggers[number]) else "take"


def _looted(document: Document, terms: Terms, number: int) -> str:
    if lifts_mine(document, terms.triggers[number]):
        return "disrupt"
    return "take" if seizes_ground(document, terms.triggers[number]) else "loot"


def _assaulted(document: Document, terms: Terms, number: int) -> str:
    return "raid" if campaigns(document, terms.triggers[number]) else "assault"


def _beaten(_: Document, terms: Terms, number: int) -> str:
    return "bombard" if strikes(terms.triggers[number], _before(terms, number)) else "beat"


def _pounded(_: Document, terms: Terms, number: int) -> str | None:
    struck = pounds(terms.triggers[number], _before(terms, number), _behind(terms, number))
    return "bombard" if struck else None


def _expelled(document: Document, terms: Terms, number: int) -> str | None:
    return "take" if expels(document, terms.triggers[number], terms) else None


_REREAD: dict[str, Callable[[Document, Terms, int], str | None]] = {
    "assault": _assaulted,
    "beat": _beaten,
    "disrupt": _disrupted,
    "expel": _expelled,
    "loot": _looted,
    "pound": _pounded,
    "shelling": _shelling,
    "shooting": _shooting,
    "take": _taken,
}
"""What an event word of each kind tells by the words around it, if it tells anything; it is given by its number."""


_THREW = (
    "القي",
    "القت",
    "القوا",
    "القاء",
    "القا ",
    "القبض",
)  # ألقى القبض, folded, only looks like a noun with the article


def _has_article(document: Document, item: Found) -> bool:
    if document.word(item.first - 1) in _GOES_ON:
        return False  # استمرت الاشتباكات في محيط المطار
    if item.prefix.endswith("لل") and _UNDERGOES.among(document.words[max(0, item.first - _TO_UNDERGONE) : item.first]):
        return False  # تعرضت سيارة للاستهداف
    if item.prefix.endswith(("ال", "لل")):
        return True
    return document.text.startswith("ال", item.start) and not document.text.startswith(_THREW, item.start)


_GOES_ON = frozenset(
    conjunction + verb
    for conjunction in ("", *CONJUNCTIONS)
    for verb in "استمرت استمر تواصلت تواصل تتواصل يتواصل تجددت تجدد احتدمت اشتدت تستمر".split()
)
_UNDERGOES = WordClass("تعرض تعرضت تعرضا تعرضتا تعرضوا تعرضه تعرضها تعرضهم تعرضهما يتعرض تتعرض".split())
_TO_UNDERGONE = 8  # words: who undergoes it
_SEIZED = 8  # words that may stand between ألقت and القبض: who arrests, when and where


def _thrown_at(document: Document, item: Found, sentence: Sentence) -> int:
    """Return where an event word begins: "laid hands on" (ألقت قوى الأمن أمس في الميادين القبض على …) with its verb."""
    if document.words[item.first] == "القبض":
        for at in range(item.first - 1, max(sentence.first, item.first - _SEIZED) - 1, -1):
            if document.words[at].lstrip("وف").startswith(_THREW[:3]):
                return at
    return item.first


_OBJECT = {
    "down": ({"air": "disrupt"}, None),
    "fall": ({"shelling": "shelling", "rpg": "shelling", "grip": "take"}, "death"),
    "become": ({"grip": "take"}, None),
    "tighten": ({"grip": "take"}, None),
    "exchange": ({"fire": "clash", "shooting": "clash"}, None),
    "rain": ({"shooting": "shooting"}, "bombard"),
    "depart": ({"life": "death"}, None),
    "come_out": ({"chant": "protest", "protest": "protest"}, None),
    "find": (
        {"death": "find", "assassination": "find"}
        | dict.fromkeys(("shelling", "ied", "rpg", "grenade", "disrupt"), "disrupt"),
        None,
    ),
    "cut": ({"neck": "assassination"}, None),
}
"""Verbs that tell an event only with their object (أسقط … مسيّرة, عثر … على جثة, قطع … رأسه, باتت … بيد,
أحكم … قبضته): the kind that
each kind of object makes of them, and the kind without one. Arabic puts the subject between the two."""


_PARTS = frozenset(("neck", "grip", "fire", "life", "chant"))
_SUBJECT = 3  # words behind a verb in which its subject begins
_OBJECT_REACH = 7
_FAR = {"find": 14, "fall": 14, "become": 14, "come_out": 22}
"""Where more may stand between: who found it, where and when (عثر أهالي الحجنة، أمس الأحد، على جثة), the places that
fell (سقطت الحصان ومحيميدة فجر الأحد بيد العشائر), those where people went out (خرج أهالي …، وهي بلدات …، في مظاهرات).
"""


def _fell(document: Document, before: list[Found], item: Found) -> bool:
    """Whether what fell is a shell named before (صواريخ أطلقوها قد سقطت على الحي, القذائف التي سقطت على السوق, بإطلاق
    قذائف صاروخية سقطت قرب القاعدة)."""
    if not before:
        return False
    at_once = before[-1].last == item.first and document.gaps[item.first] == " "
    if at_once and before[-1].key in _SHELLS and document.words[item.first].endswith("سقطت"):
        return True
    shells = before[0].key in _SHELLS and document.words[item.first - 1] in HAD_FALLEN
    return shells and document.sentence_of[before[0].first] is document.sentence_of[item.first]


_SHELLS = frozenset(("shelling", "rpg"))


def _with_object(item: Found, following: list[Found]) -> str | None:
    """Return the kind that the next event word, if it is near, makes of a verb that needs an object."""
    objects, alone = _OBJECT[item.key]
    reach = _FAR.get(item.key, _OBJECT_REACH)
    reached = [other for other in following if other.first - item.last <= reach]
    if not reached or (item.key == "down" and reached[0].first == item.last):
        return alone  # أسقطت طائرات التحالف قنابل: the aircraft are the subject
    return objects.get(reached[0].key, alone)
