"""Event words with their modality: whether the text says that the event happened."""

from bisect import bisect_left
from dataclasses import dataclass

from arabic.tokens import readings
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
    for item in terms.triggers:
        if _is_dawn(document, item) or _fires_nothing(document, item) or _is_name(document, item):
            continue
        kind = lexicon.kinds[item.key]
        sentence = document.sentence_at(item.start)
        modality = _modality(document, item, terms.modality, starts, sentence, lexicon.modality_reach)
        found.append(
            Trigger(
                item.start,
                item.end,
                item.first,
                item.last,
                item.key,
                kind.head,
                item.form,
                item.prefix,
                modality,
                item.form != "verb"
                and (item.prefix.endswith(("ال", "لل")) or document.text.startswith("ال", item.start)),
            )
        )
    return found


# Behind a relative pronoun these describe (البيوت التي استولت عليها), they do not tell what happened.
_STATES = frozenset(("loot", "take", "enter", "base", "withdraw"))
_RELATIVE = frozenset("التي الذي الذين اللذين اللتين".split())
_DAWN_BEFORE = frozenset("امس اليوم يوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد هذا غد ذلك".split())


def _is_dawn(document: Document, item: Found) -> bool:
    """Whether فجر is the dawn and not "blew up": before a day, or as an adverb (فجراً)."""
    word = document.text[item.start : item.end]
    if word not in ("فجر", "فجرا", "الفجر"):
        return False
    following = document.words[item.last] if item.last < len(document.words) else ""
    return word != "فجر" or following in _DAWN_BEFORE or following.isdigit()


_NAMED = frozenset("مدرسه شارع دوار ساحه جامع مقبره حديقه مسجد ثانويه".split())


def _is_name(document: Document, item: Found) -> bool:
    """Whether the word is part of a name (مدرسة شهداء غرانيج)."""
    return item.key in ("death", "wound") and item.first > 0 and document.words[item.first - 1] in _NAMED


_LAUNCH = frozenset("اطلق اطلقت اطلقوا".split())
_FIRED = frozenset("نار نيران رصاص قذيفه قذايف صاروخ صواريخ رصاصه عيارات اعيره رشقه رشقات".split())


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
    if item.key in _STATES and item.first and document.words[item.first - 1] in _RELATIVE:
        return "description"
    low = bisect_left(starts, sentence.first)
    high = bisect_left(starts, item.first)
    verdict = ""
    if any(word.key == "period" for word in modality[low:] if word.first < sentence.last):
        verdict = "statistic"
    for word in reversed(modality[low:high]):
        if word.key in ("accident", "sport", "period"):
            continue
        if word.key == "statistic":
            verdict = verdict or "statistic"
            continue
        distance = item.first - word.last
        if distance > reach or _parted(document, word.last, item.first):
            continue
        if word.key == "negation" and (distance > 2 or _joined_after(document, item, word)):
            continue
        if word.key == "flyover" and item.key != "air":
            continue
        return word.key
    return verdict


def _joined_after(document: Document, item: Found, word: Found) -> bool:
    """Whether و joins the event word to a negated one before it (بلا قتال ومعارك في …): the negation stops there."""
    return item.prefix.startswith("و") and item.first - word.last >= 1 and document.words[word.last - 1] != "لا"


def _parted(document: Document, first: int, last: int) -> bool:
    """Whether a comma or a word that opens a new clause stands between two tokens."""
    tokens = document.tokens
    if first >= last:
        return False
    text = document.text[tokens[first - 1].end : tokens[last].start]
    return any(mark in text for mark in "،؛:\n") or any(w in _CLAUSE_END for w in document.words[first:last])
