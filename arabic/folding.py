"""Folding of Arabic text to one spelling, with a map back to the raw text.

Reports spell one word in many ways: with or without hamza, with tatweel and diacritics, with presentation forms, and
broken up to slip past moderation (``قتـ ـل``, ``دا.عش``, ``د1عش``). Matching is done on the folded text; every span
is then carried back to the code points of the raw text, so that evidence can be shown as it was published.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LETTER = "\u0621-\u063a\u0641-\u064a"
"""Character range (for a regular expression class) of the letters that folded text can hold."""

_GONE = "\x00"  # a character that folding deletes; kept until the end so that positions stay one to one
_QUOTE = "\x01"  # a quotation mark or hashtag sign: deleted, or a space where it alone parts two words
_TATWEEL = "\u0640"


def _table() -> dict[str, str]:
    """Return what each character becomes; none becomes a character that the table holds, but for a quotation mark."""
    table: dict[int, str] = {}
    marks = [(0x0610, 0x061B), (0x064B, 0x0660), (0x0670, 0x0671), (0x06D6, 0x06EE)]
    invisible = [(0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x206A), (0xFE00, 0xFE10)]
    for start, end in marks + invisible:
        table.update(dict.fromkeys(range(start, end), _GONE))
    table.update(dict.fromkeys(map(ord, "\u00ad\u061c\ufeff\u180e"), _GONE))
    table.update(dict.fromkeys(map(ord, "\"'«»“”„‟‘’‚‹›`´#@＃\x01"), _QUOTE))
    for letters, folded in {
        "أإآٱٲٳ": "ا",
        "ىیېۍئ": "ي",
        "ةہھەۀۃۂ": "ه",
        "ؤۆۇ": "و",
        "کڪگ": "ك",
        "پ": "ب",
        "چ": "ج",
        "ژ": "ز",
        "ڤ": "ف",
        "ڕ": "ر",
        "ڵ": "ل",
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\x0b\x0c_": " ",
        "\r\x85\u2028\u2029": "\n",
        "–—―‐‑‒−": "-",
        "٪": "%",
        "٫": ".",
        "٬": ",",
    }.items():
        table.update(dict.fromkeys(map(ord, letters), folded))
    for zero in (0x0660, 0x06F0):
        table.update({zero + digit: str(digit) for digit in range(10)})
    return {chr(code): folded for code, folded in table.items()}


_FOLD = _table()
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
_PRESENTATION = re.compile("[\ufb50-\ufdef\ufe70-\ufefc]")

# A word broken against moderation: tatweel on both sides of the break (قتـ ـل), or at its second half (قت ـل),
# or with a dot or star after it (ميـ.ليشيا).
_BROKEN = re.compile(
    f"(?<=[{LETTER}])(?:(?:[{_TATWEEL}{_GONE}]+[ .*{_QUOTE}-]{{0,3}}|[ .*]){_TATWEEL}+|{_TATWEEL}+[.*·]+)(?=[{LETTER}])"
)
# A proclitic held apart from its word by tatweel, quotation mark or hashtag: لـ “قسد”, بـ#الشحيل.
_APART = re.compile(f"(?<![{LETTER}])([وف]?[لبك]|[وفا])((?:{_TATWEEL}[ ]?|{_QUOTE})+{_QUOTE}*)(?=[{LETTER}])")
# Looked for first: most quotation marks stand behind no letter that can be a proclitic.
_HELD = re.compile(f"[{_TATWEEL}{_QUOTE}](?<=[وفالبك].)")
# Dots or stars inside a short word: دا.عش, ق*تل. A title such as د. before a name is left alone.
_DOTTED = re.compile(f"(?<![{LETTER}.])((?![دما][.*])[{LETTER}]{{1,3}})([.*·•])(?=[{LETTER}]{{1,4}}(?![{LETTER}.]))")
_DOT = re.compile(f"[.*·•](?=[{LETTER}])")
# Patterns that begin with the rare character are searched for fastest; what stands before it is looked back at.
_DIGIT_ALEF = re.compile(f"1(?<=[{LETTER}]1)(?=[{LETTER}])")
_STRETCHED = re.compile(f"([{LETTER}])\\1{{2,}}")
_THRICE = re.compile(r"(.)\1\1")  # looked for first: faster, as it need not ask what is a letter
_PARTING = re.compile(f"{_QUOTE}(?<=[{LETTER}0-9]{_QUOTE}){_QUOTE}*(?=[{LETTER}0-9])")
_SPACES = re.compile(" [ \x00\x01]+")


def _gone(match: re.Match[str]) -> str:
    return _GONE * len(match.group())


def _kept(mapped: str) -> list[int]:
    """Return the positions of the characters that folding keeps."""
    kept: list[int] = []
    start = 0
    for part in mapped.split(_GONE):
        kept.extend(range(start, start + len(part)))
        start += len(part) + 1
    return kept


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the code point of the raw text that it came from."""

    text: str
    offsets: list[int]
    raw_length: int

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open raw range of the folded range ``[start, end)``."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else self.raw_length
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold ``text`` to one spelling and keep the map back.

    Alef and hamza forms become ا, ى and ئ become ي, ة becomes ه, ؤ becomes و; diacritics, tatweel, zero-width and
    direction marks go; Arabic-Indic and Persian digits become ASCII; presentation forms become plain letters; words
    broken by tatweel, dots or digits are joined; underscores become spaces, quotation marks and # go. Line breaks and
    sentence punctuation stay. Folding folded text changes nothing.
    """
    base: list[int] | None = None
    if _PRESENTATION.search(text):
        plain = []
        base = []
        for index, char in enumerate(text):
            # NFKC only for presentation forms: applied to everything it would turn ﷺ into 18 letters.
            expanded = unicodedata.normalize("NFKC", char) if _PRESENTATION.match(char) else char
            plain.append(expanded)
            base.extend([index] * len(expanded))
        source = "".join(plain)
    else:
        source = text
    mapped = source.replace(_GONE, " ")
    for char in set(_FOLDED.findall(mapped)):
        mapped = mapped.replace(char, _FOLD[char])
    # Most texts hold few of these characters, and looking for one costs far less than a pass of its rule.
    if _TATWEEL in mapped:
        mapped = _BROKEN.sub(_gone, mapped)
    if _HELD.search(mapped):
        mapped = _APART.sub(lambda m: m.group(1) + _GONE * len(m.group(2)), mapped)
    mapped = mapped.replace(_TATWEEL, _GONE)
    if _DOT.search(mapped):
        mapped = _DOTTED.sub(lambda m: m.group(1) + _GONE, mapped)
    if "1" in mapped:
        mapped = _DIGIT_ALEF.sub("ا", mapped)
    if _THRICE.search(mapped):
        mapped = _STRETCHED.sub(lambda m: m.group(1) + _GONE * (len(m.group()) - 1), mapped)
    if _QUOTE in mapped:
        mapped = _PARTING.sub(lambda m: " " + _GONE * (len(m.group()) - 1), mapped)
    mapped = _SPACES.sub(lambda m: " " + _GONE * (len(m.group()) - 1), mapped)
    mapped = mapped.replace(_QUOTE, _GONE)
    offsets = _kept(mapped)
    if base is not None:
        offsets = [base[index] for index in offsets]
    return Folded(mapped.replace(_GONE, ""), offsets, len(text))


def fold_text(text: str) -> str:
    """Return the folded text alone, stripped: the form in which names and lexicon entries are compared."""
    return fold(text).text.strip()


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """Return a name folded. Names of places are asked for again and again, so that each is folded once."""
    return fold_text(name)
