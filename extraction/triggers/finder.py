"""Event words with their modality: whether the text says that the event happened."""

from operator import attrgetter

from arabic.vocabulary import WordClass
from extraction.document import Document, Sentence
from extraction.lexicon import Lexicon
from extraction.terms import Found, Terms
from extraction.triggers.ground import expels, lifts_mine, seizes_ground
from extraction.triggers.modality import modality_of
from extraction.triggers.senses import (
    OTHER_SENSES,
    breaks_cell,
    campaigns,
    empties,
    fires_nothing,
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
    starts = [item.first for item in terms.modality]
    found = []
    for number, item in enumerate(terms.triggers):
        emptied = empties(document, item)
        if is_dawn(document, item) or (fires_nothing(document, item) and not emptied):
            continue
        if any(sense(document, item) for sense in OTHER_SENSES.get(item.key, ())):
            continue
        following = terms.triggers[number + 1 : number + 2]
        if fires_shells(document, item, following) or names_shell(item, following):
            continue
        key: str | None = item.key
        if item.key in _OBJECT and item.last == item.first + 1:
            ahead = [other for other in terms.triggers[number + 1 : number + 4] if not is_dawn(document, other)]
            key = _with_object(item, ahead[:1])
            if key == "death" and _fell(document, terms.triggers[max(0, number - 1) : number], item):
                key = "shelling"
            if key == "take" and any(item.last <= person.first < item.last + _SUBJECT for person in terms.people):
                key = "capture"  # وقع عنصران بيد التنظيم
        if key is None or key in _PARTS:
            continue
        if emptied:
            key = "loot"
        elif item.key == "disrupt":
            key = "clash" if foils(document, item) else "arrest" if breaks_cell(document, item) else key
        elif item.key in ("take", "loot") and lifts_mine(document, item):
            key = "disrupt"
        elif item.key == "loot" and seizes_ground(document, item):
            key = "take"
        elif item.key == "assault" and campaigns(document, item):
            key = "raid"
        elif item.key == "beat" and strikes(item, terms.triggers[max(0, number - 1) : number]):
            key = "bombard"
        elif item.key == "pound":
            if not pounds(item, terms.triggers[max(0, number - 1) : number], following):
                continue
            key = "bombard"
        elif item.key == "expel":
            if not expels(document, item, terms):
                continue
            key = "take"
        kind = lexicon.kinds[key]
        sentence = document.sentence_of[item.first]
        first = _thrown_at(document, item, sentence)
        modality = modality_of(document, item, terms.modality, starts, sentence, lexicon.modality_reach)
        found.append(
            Trigger(
                item.start,
                item.end,
                first,
                item.last,
                key,
                kind.head,
                item.form,
                item.prefix,
                modality,
                item.form != "verb" and _has_article(document, item),
            )
        )
    return sorted(found, key=attrgetter("first"))  # ألقى may stand before another event word that القبض is behind


_THREW = (
    "القي",
    "القت",
    "القوا",
    "القاء",
    "القا ",
    "القبض",
)  # ألقى القبض, folded, only looks like a noun with the article


def _has_article(document: Document, item: Found) -> bool:
    if item.first and document.words[item.first - 1].lstrip("وف") in _GOES_ON:
        return False  # استمرت الاشتباكات في محيط المطار
    if item.prefix.endswith("لل") and _UNDERGOES.among(document.words[max(0, item.first - _TO_UNDERGONE) : item.first]):
        return False  # تعرضت سيارة للاستهداف
    if item.prefix.endswith(("ال", "لل")):
        return True
    return document.text.startswith("ال", item.start) and not document.text.startswith(_THREW, item.start)


_GOES_ON = frozenset("استمرت استمر تواصلت تواصل تتواصل يتواصل تجددت تجدد احتدمت اشتدت تستمر".split())
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
    """Whether what fell is a shell named before (صواريخ أطلقوها قد سقطت على الحي, القذائف التي سقطت على السوق)."""
    shells = bool(before) and before[0].key in ("shelling", "rpg") and document.words[item.first - 1] in HAD_FALLEN
    return shells and document.sentence_of[before[0].first] is document.sentence_of[item.first]


def _with_object(item: Found, following: list[Found]) -> str | None:
    """Return the kind that the next event word, if it is near, makes of a verb that needs an object."""
    objects, alone = _OBJECT[item.key]
    reach = _FAR.get(item.key, _OBJECT_REACH)
    reached = [other for other in following if other.first - item.last <= reach]
    if not reached or (item.key == "down" and reached[0].first == item.last):
        return alone  # أسقطت طائرات التحالف قنابل: the aircraft are the subject
    return objects.get(reached[0].key, alone)
