"""Words of folded text, and what may stand before a word without a space: the proclitics."""

import re
from functools import lru_cache
from itertools import accumulate
from sys import intern
from typing import NamedTuple

from arabic.folding import LETTER

# All tokens begin with one set of characters, which the search runs to faster than through three branches.
_TOKEN = re.compile(
    f"([{LETTER}0-9A-Za-z](?:(?<=[{LETTER}])[{LETTER}]*|(?<=[0-9])[0-9]*(?:[.,][0-9]+)*|(?<=[A-Za-z])[A-Za-z]*))"
)

CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
PROCLITICS = frozenset(
    conjunction + rest
    for conjunction in ("", *CONJUNCTIONS)
    for rest in ("", *PREPOSITIONS, "ال", "بال", "كال", "لل", "س")
) - {""}
"""Every string of proclitics that can stand before the stem of a word, article included."""


class Tokens(NamedTuple):
    """The words, numbers and Latin words of folded text, as columns of one length.

    Token ``i`` is ``words[i]`` and stands in ``[starts[i], ends[i])``; ``gaps[i]`` is the text between the token before
    it, or the beginning, and itself (mostly one space).
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]


def tokenize(folded: str) -> Tokens:
    """Split folded text into tokens; punctuation and spaces are the gaps between them."""
    parts = _TOKEN.split(folded)  # a gap, a token, a gap, ... and a last gap
    bounds = list(accumulate(map(len, parts)))
    # Words that are alike are one object for all reports: a table finds it without comparing letters.
    return Tokens(list(map(intern, parts[1::2])), bounds[:-1:2], bounds[1::2], parts[:-1:2])


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to read a word as proclitics and rest, the whole word first.

    ``وبالشحيل`` gives ("", "وبالشحيل"), ("و", "بالشحيل"), ("وب", "الشحيل"), ("وبال", "شحيل"). After ل the article
    loses its alef, so ``للشحيل`` also gives ("ل", "الشحيل") although that alef is not written. A rest has at least
    two letters.
    """
    found = [("", word)]
    for length in range(1, min(4, len(word) - 2) + 1):
        prefix = word[:length]
        if prefix not in PROCLITICS:
            continue
        rest = word[length:]
        found.append((prefix, rest))
        if prefix.endswith("لل"):
            found.append((prefix[:-1], "ال" + rest))
    return tuple(found)


@lru_cache(maxsize=200_000)
def rests(word: str) -> frozenset[str]:
    """Return the rests of a word behind its proclitics, the whole word included."""
    return frozenset(rest for _, rest in readings(word))


def without_article(word: str) -> str:
    """Return the word without a leading ال, if at least two letters remain."""
    return word[2:] if word.startswith("ال") and len(word) > 3 else word
