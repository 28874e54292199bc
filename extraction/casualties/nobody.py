"""Statements that nobody was hurt, and those that only say that nothing is known."""

from arabic.numerals import parse_number
from arabic.tokens import rests
from arabic.vocabulary import WordClass
from extraction.casualties.reader import Count, Reader, negated


def nobody_hurt(reader: Reader, index: int) -> list[Count]:
    """Read that nobody was hurt: دون خسائر بشرية, أضرار مادية فقط."""
    word = reader.word(index)
    begins = reader.saying_nobody[word]
    last = (
        (begins and reader.phrase_at(index, reader.lists.material_only))
        or (word in reader.lists.only and _only_things(reader, index))
        or (_WAS_ONLY[word] and _no_more_than(reader, index))
    )
    if begins and not last:
        after = reader.phrase_at(index, reader.lists.nobody)
        last = after if after and negated(reader, index) and not unknown(reader, index) else 0
    if not last:
        return []
    return [Count(what, index, last, 0, 0, 0, "count.none") for what in ("killed", "injured")]


def survived(reader: Reader, index: int) -> list[Count]:
    """Read that somebody survived an attempt: نجا القيادي من محاولة اغتيال."""
    if not reader.survived[reader.word(index)]:
        return []
    for at in range(index + 1, min(index + _TO_ATTEMPT, len(reader.words))):
        if reader.stop(at) and "،" not in reader.document.gaps[at]:
            return []
        if reader.word(at) == "من" and reader.word(at + 1) in reader.lists.attempts:
            return [Count("killed", index, at + 2, 0, 0, 0, "count.none")]
    return []


_TO_ATTEMPT = 16  # words, who survived and what he was among them


def _only_things(reader: Reader, index: int) -> int:
    """Return the index after "left nothing but" things (لم يخلّف سوى نفوق أغنام, لم تسفر إلا عن أضرار), or 0."""
    at = index + 2 if reader.word(index + 1) == "عن" else index + 1
    counted = any(rest in reader.lists.counted for rest in rests(reader.word(at)))
    if counted or at in reader.people or parse_number(reader.words, at) or not _is_left(reader, index):
        return 0
    return at


def _no_more_than(reader: Reader, index: int) -> int:
    """Return the index after "the damage was no more than" a thing (اقتصرت الأضرار على احتراق صهريج), or 0."""
    if reader.word(index + 1) not in _DAMAGE or reader.word(index + 2) != "علي":
        return 0
    at = index + 3
    counted = any(rest in reader.lists.counted or rest in reader.lists.verbal for rest in rests(reader.word(at)))
    return 0 if counted or at in reader.people or parse_number(reader.words, at) else at


_DAMAGE = frozenset("الاضرار اضرارها اضراره الخساير".split())
_WAS_ONLY = WordClass("اقتصرت اقتصر".split())


def _is_left(reader: Reader, index: int) -> bool:
    at = index - 1
    while at > 0 and index - at <= 8 and not reader.stop(at + 1):
        if reader.word(at) in _LEFT and reader.word(at - 1) in ("لم", "ولم"):
            return True
        at -= 1
    return False


_LEFT = frozenset("يخلف تخلف يسفر تسفر يوقع توقع يسبب تسبب ينجم تنجم ينتج تنتج".split())


def unknown(reader: Reader, index: int) -> bool:
    """Whether what is negated is the knowledge, not the casualties: لم يُعرف عدد القتلى, لم ترد أنباء عن إصابات."""
    at = index - 1
    while at >= max(0, index - 5) and not reader.stop(at + 1):
        if reader.word(at) in reader.lists.unknown:
            return True
        at -= 1
    return False
