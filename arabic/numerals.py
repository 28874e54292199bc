"""Numbers written in digits or words, read from the folded words of a text.

Only the standard library: PyArabic reads 34 of 54 forms, misses duals, and is GPL.
"""

from collections.abc import Sequence

_UNITS = {
    1: "واحد واحده احد احدي",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثه تلات تلاته",
    4: "اربع اربعه",
    5: "خمس خمسه",
    6: "ست سته",
    7: "سبع سبعه",
    8: "ثمان ثماني ثمانيه تمانيه",
    9: "تسع تسعه",
    10: "عشر عشره",
}
_TENS = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
_HUNDRED = ("ميه", "مايه", "ميات")
_TWO_HUNDRED = ("ميتان", "ميتين", "مايتان", "مايتين", "ميتا", "ميتي")
_THOUSAND = ("الف", "الاف", "الفا")
_TWO_THOUSAND = ("الفان", "الفين")
_ORDINALS = {
    1: "اول اولي",
    2: "ثاني ثانيه",
    3: "ثالث ثالثه",
    4: "رابع رابعه",
    5: "خامس خامسه",
    6: "سادس سادسه",
    7: "سابع سابعه",
    8: "ثامن ثامنه",
    9: "تاسع تاسعه",
    10: "عاشر عاشره",
    11: "حادي",
}


def _spread(table: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in table.items() for word in words.split()}


UNITS = _spread(_UNITS)
TENS = _spread(_TENS)
ORDINALS = _spread(_ORDINALS)
_HUNDREDS = {
    **{word: 100 for word in _HUNDRED if word != "ميات"},
    **dict.fromkeys(_TWO_HUNDRED, 200),
    **{unit + hundred: value * 100 for unit, value in UNITS.items() for hundred in ("ميه", "مايه") if 3 <= value <= 9},
}
_THOUSANDS = {**dict.fromkeys(_THOUSAND, 1000), **dict.fromkeys(_TWO_THOUSAND, 2000)}
_TEEN = ("عشر", "عشره")
_FIRST = frozenset((*UNITS, *TENS, *_HUNDREDS, *_THOUSANDS))  # the words that a number can begin with


def digits(word: str) -> int | None:
    """Return the whole number that a digit token writes (``1,204`` is 1204), or None."""
    plain = word.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else None


def may_begin_number(word: str) -> bool:
    """Whether a folded word can be the first of a number in words or digits."""
    return word in _FIRST or (word.isascii() and word != "")


def parse_number(words: Sequence[str], at: int = 0) -> tuple[int, int] | None:
    """Read a number that begins at ``words[at]``; return its value and the index after it, or None.

    Units come before tens and hundreds before both (``ثلاثة وعشرون``, ``مئة وخمسة``), so a unit after a unit is a
    second number, not part of the first: ``ثلاثة وخمسة`` is 3 (then 5). The words are folded and without article.
    """
    if at >= len(words):
        return None
    if not may_begin_number(words[at]):
        return None  # nearly all words
    value = digits(words[at])
    if value is not None:
        if at + 1 < len(words) and words[at + 1] in ("الف", "الاف", "الفا") and value < 1000:
            return value * 1000, at + 2
        return value, at + 1
    below = _below_thousand(words, at, words[at])
    if below is None and words[at] not in _THOUSANDS:
        return None
    if below is None:
        total, index = _THOUSANDS[words[at]], at + 1
    else:
        total, index = below
        if index < len(words) and words[index] in _THOUSAND:
            total, index = total * 1000, index + 1
    if total >= 1000 and (word := _joined(words, index)):
        rest = _below_thousand(words, index, word)
        if rest is not None:
            return total + rest[0], rest[1]
    return total, index


def _joined(words: Sequence[str], at: int) -> str:
    """Return the word at ``at`` without the و that adds it to the number before it, or an empty string."""
    return words[at][1:] if at < len(words) and words[at].startswith("و") else ""


def _below_thousand(words: Sequence[str], at: int, word: str) -> tuple[int, int] | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    hundreds, index = _HUNDREDS.get(word), at + 1
    if hundreds is None and following in _HUNDRED and 3 <= UNITS.get(word, 0) <= 9:
        hundreds, index = UNITS[word] * 100, at + 2
    if hundreds is None:
        return _below_hundred(words, at, word)
    joined = _joined(words, index)
    rest = _below_hundred(words, index, joined) if joined else None
    return (hundreds + rest[0], rest[1]) if rest else (hundreds, index)


def _below_hundred(words: Sequence[str], at: int, word: str) -> tuple[int, int] | None:
    if word in TENS:
        return TENS[word], at + 1
    value = UNITS.get(word)
    if value is None:
        return None
    if value < 10 and at + 1 < len(words):
        if words[at + 1] in _TEEN:
            return value + 10, at + 2
        tens = TENS.get(_joined(words, at + 1))
        if tens:
            return value + tens, at + 2
    return value, at + 1


def parse_ordinal(words: Sequence[str], at: int = 0) -> tuple[int, int] | None:
    """Read an ordinal of a day of the month (``السادس``, ``الثاني عشر``, ``الخامس والعشرين``): value and index after.

    The words are folded; the article is optional and taken off here.
    """
    if at >= len(words):
        return None
    word = words[at].removeprefix("ال")
    if word in TENS and words[at].startswith("ال"):
        return TENS[word], at + 1
    value = ORDINALS.get(word)
    if value is None:
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in _TEEN and value <= 11:
        return (value if value == 11 else value + 10), at + 2
    if following.startswith("وال") and following[3:] in TENS:
        return TENS[following[3:]] + (1 if value == 11 else value), at + 2
    return (value, at + 1) if value < 11 else None
