"""What event words say of their subject: families of kinds, verbs and nouns, actives and passives."""

from arabic.vocabulary import WordClass
from extraction.document import Document
from extraction.triggers import Trigger

FAMILIES = {
    kind: family
    for family, kinds in {
        "hit": "bombard shelling strike air assault shooting grenade chemical storm raid rpg suicide",
        "blast": "ied explosion",
        "harm": "death wound",
        "kill": "assassination sexual",
        "seize": "arrest hold abduction led capture",
        "ground": "take enter base",
        "leave": "withdraw",
        "clash": "clash brawl",
        "protest": "protest riot disperse",
        "seize things": "loot burn disrupt",
    }.items()
    for kind in kinds.split()
}
"""The family of each kind of event word: what the grammar of its subject and object is like."""


_PAST = frozenset(
    "سيطر بسط فرض اطلق فتح القي قبض شن نفذ اقام انشا نصب لقي عثر قضي اسقط قطع انشق اضرم فض حل سقط احكم".split()
)


def is_verb(document: Document, trigger: Trigger) -> bool:
    """Whether an event word is a verb: listed so, or a fixed phrase that begins with one (ألقت القبض, سيطرت على)."""
    if trigger.form in ("verb", "noun"):
        return trigger.form == "verb"
    word = document.words[trigger.first]
    if word.lstrip("وف") in _MADE_AN_END and _of_somebody(document, trigger.last):
        return True
    if word.lstrip("وف").startswith(_PASSIVES):
        return True
    return any(stem.removesuffix("ت").removesuffix("وا") in _PAST for stem in (word, word[1:]))


def family_of(document: Document, trigger: Trigger) -> str:
    """Return what an event word says of its subject: انفجر has no object, فجّر has; a damma marks the passive."""
    family = FAMILIES.get(trigger.kind, "other")
    word = document.words[trigger.first]
    if family == "harm" and word.lstrip("وف") in _MADE_AN_END and _of_somebody(document, trigger.last):
        return "kill"
    if trigger.form == "word" and word.lstrip("وف").startswith(_PASSIVES):
        return f"{family} passive"
    if trigger.form == "verb" and document.word(trigger.first - 1) in _WAS_DONE:
        return f"{family} passive"  # جرى طرد داعش
    if trigger.form == "verb":
        if (family == "blast" and word.lstrip("وف").startswith("نفجر")) or "انفجر" in word:
            return "burst"
        if _DAMMA in document.report.text and _has_damma(document, trigger):
            return f"{family} passive"
    elif trigger.form == "noun" and family == "hit" and _BEFALLING[word]:
        return "hit on"
    elif trigger.form == "noun" and family == "ground" and _EXPULSION[word]:
        return "hit on"  # طرد داعش من القرية
    return family


_DAMMA = "\u064f"


def _has_damma(document: Document, trigger: Trigger) -> bool:
    """Whether a damma stands on one of the first letters of an event word."""
    start, end = document.folded.raw_span(trigger.start, trigger.end)
    return _DAMMA in document.report.text[start + 1 : min(start + 5, end)]


_PASSIVES = ("اغتيل", "هوجم", "دوهم")
"""Passives whose letters are other ones than those of the active."""


_MADE_AN_END = frozenset("قضي قضت قضوا".split())


_TO_OBJECT = 7  # words from قضى to على


def _of_somebody(document: Document, first: int) -> bool:
    """Whether قضى على somebody is told, who was killed, not قضى, who died (قضت القوات أمس على عدد من عناصر التنظيم)."""
    for at in range(first, min(first + _TO_OBJECT, len(document.words) - 1)):
        if document.gaps[at].strip(" \"'«»"):
            return False
        if document.words[at] == "علي":
            return not document.words[at + 1].startswith(("اثر", "يد", "الفور"))
    return False


_WAS_DONE = frozenset("جري تم يتم".split())
_EXPULSION = WordClass(("طرد", "دحر", "اخراج"))


_BEFALLING = WordClass("استهداف مهاجمه اقتحام مداهمه تفجير دهم تفتيش قصفه".split())
