"""A report made ready for reading: folded text, tokens, sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import field
from itertools import chain, compress, count, repeat
from operator import attrgetter
from typing import Protocol, TypeVar

from arabic.folding import LETTER, Folded, fold
from arabic.tokens import Tokens, tokenize
from extraction.furniture import without_furniture
from extraction.types import Report, Span
from extraction.values import dataclass

_FIRST = attrgetter("first")
# All ends begin with one set of characters, which the search runs to faster than through three branches.
_CAUSE = r"\s*(?:اثر|جراء|نتيجه|بسبب|م?ما (?:ادي|ادت|اسفر|اوقع|خلف|تسبب))\b"  # behind a semicolon it goes on
_END = re.compile(rf"[.!?؟…؛;\n](?:(?<=[.!?؟…])[.!?؟…]*(?=\s|$|[^\s0-9])|(?<=[؛;])(?!{_CAUSE})|(?<=\n)\n*)")
_BULLET = re.compile(r"\s*(?:[-•▪◄►■◼🔹🔻🔸🟡▫●○»–·]|\*(?!\*)|\d{1,2}\s*[).\-/]\s|[^\w\s\"'«(“<\[*])")
_ITEM = re.compile(r"[ \t]*\d{1,2}")  # what stands before the point of a numbered item
_TERMINAL = re.compile(r"[.!?؟:؛…]\s*$")
_INITIAL = re.compile(f"(?<![{LETTER}0-9A-Za-z])[{LETTER}A-Za-z]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a range of the folded text and of the tokens; ``paragraph`` counts from 0; ``bullet`` for items."""

    index: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int
    bullet: bool


@dataclass(frozen=True, slots=True)
class Document:
    """Folded text and its parts. ``plain`` is the text with all but letters and digits as spaces, and a final space;
    ``words``, ``starts``, ``ends`` and ``gaps`` are its tokens (``arabic.tokens.Tokens``); ``pauses`` are the tokens
    before which more stands than a space; ``sentence_of[i]`` is the sentence of token i."""

    report: Report
    folded: Folded
    text: str
    plain: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    pauses: list[int]
    sentences: list[Sentence]
    sentence_of: list[Sentence]  # of each token
    items: frozenset[int]  # the sentences that are items of a list
    word: Callable[[int], str] = field(compare=False, repr=False)
    """Returns the word at a token, or an empty string beyond the text."""

    def token_at(self, position: int) -> int:
        """Return the index of the token that holds or precedes a position of the folded text (0 before the first)."""
        return max(0, bisect_right(self.starts, position) - 1)

    def span(self, start: int, end: int) -> Span:
        """Return the span in the raw text of a range of the folded text."""
        return Span(*self.folded.raw_span(start, end))

    def span_of(self, first: int, last: int) -> Span:
        """Return the span in the raw text of the tokens ``[first, last)``."""
        return self.span(self.starts[first], self.ends[last - 1])

    def raw(self, token: int) -> str:
        """Return a token as the report spells it, with vowels and all."""
        start, end = self.folded.raw_span(self.starts[token], self.ends[token])
        return self.report.text[start:end]


class Placed(Protocol):
    """Anything that begins at a token."""

    @property
    def first(self) -> int:
        """Index of its first token."""


P = TypeVar("P", bound=Placed)


def within(items: list[P], first: int, last: int) -> list[P]:
    """Return the items that begin in tokens ``[first, last)``, of items in the order of the text."""
    if not items:
        return []
    return items[bisect_left(items, first, key=_FIRST) : bisect_left(items, last, key=_FIRST)]


def prepare(report: Report) -> Document:
    """Fold and split a report. Hard-wrapped lines are joined: there a line break ends no sentence."""
    folded = fold(report.text)
    text = without_furniture(folded.text)
    if _hard_wrapped(text):
        text = _join_lines(text, 0)
    elif width := _narrow(text):
        text = _join_lines(text, int(width * _FULL))
    tokens = tokenize(text)
    pauses = list(compress(count(), map(" ".__ne__, tokens.gaps)))
    sentences = _sentences(text, tokens.starts)
    sentence_of = list(chain.from_iterable(repeat(s, s.last - s.first) for s in sentences))
    return Document(
        report,
        folded,
        text,
        _plain(text, tokens, pauses),
        *tokens,
        pauses,
        sentences,
        sentence_of,
        frozenset(sentence.index for sentence in sentences if sentence.bullet),
        _Words(enumerate(tokens.words)).__getitem__,
    )


class _Words(dict[int, str]):
    """The words of a report by token; beyond the text there are empty ones."""

    def __missing__(self, index: int) -> str:
        return ""


def _plain(text: str, tokens: Tokens, pauses: list[int]) -> str:
    """Return the text with all but letters and digits as spaces, and a final space."""
    pieces = [""] * (2 * len(tokens.words))
    pieces[::2], pieces[1::2] = tokens.gaps, tokens.words
    for index in pauses:
        pieces[2 * index] = " " * len(tokens.gaps[index])
    letters = "".join(pieces).replace(".", " ").replace(",", " ")  # what is left of these stands in numbers: 1,204
    return letters.ljust(len(text) + 1)


def _hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width: several lines, most of like length and without closing mark."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 5 or max(map(len, lines)) > 110:
        return False
    body = lines[:-1]
    open_ended = [line for line in body if not _TERMINAL.search(line)]
    bullets = sum(bool(_BULLET.match(line)) for line in lines)
    lengths = sorted(len(line) for line in body)
    quarter = lengths[len(lengths) // 4]  # only the last line of a paragraph is short
    alike = quarter > 20 and quarter >= _ALIKE * lengths[-1]
    return len(open_ended) > 0.5 * len(body) and bullets <= 1 and alike


_ALIKE = 0.6  # of the longest line


_NARROW = 60  # characters: the longest line of a post that was wrapped for a phone
_FULL = 0.6  # share of the longest line from which a line was broken because it was full


def _narrow(text: str) -> int:
    """Return the longest line of a text in narrow lines, whose paragraphs are parted by blank lines; else 0."""
    longest = max(map(len, text.split("\n")))
    paragraphs = [p.strip().split("\n") for p in text.split("\n\n") if p.strip()]
    several = sum(len(lines) > 1 for lines in paragraphs)
    return longest if longest <= _NARROW and several >= 3 else 0


def _join_lines(text: str, full: int) -> str:
    """Join lines of at least ``full`` characters with the next, unless they end a sentence or an item follows."""
    lines = text.split("\n")
    joined = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        ends = not line.strip() or not following.strip() or len(line) < full
        keep = ends or _TERMINAL.search(line) or _BULLET.match(following)
        joined.append(line + ("\n" if keep else " "))
    return "".join(joined)[: len(text)]


def _sentences(text: str, starts: list[int]) -> list[Sentence]:
    found: list[Sentence] = []
    begin = first = paragraph = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        if match and match.group().startswith(".") and _no_stop(text, match.start()):
            continue
        last = bisect_left(starts, end, first)
        if last > first:
            bullet = bool(_BULLET.match(text, begin))
            found.append(Sentence(len(found), begin, end, first, last, paragraph, bullet))
            first = last
        if match and "\n" in match.group():
            paragraph += 1
        begin = end
    return found or [Sentence(0, 0, len(text), 0, len(starts), 0, False)]


def _no_stop(text: str, at: int) -> bool:
    """Whether a full stop ends no sentence: in a number, after an initial (س. ص), or after the number of an item."""
    if 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit():
        return True
    if text[at - 1].isdigit() and _ITEM.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
        return True
    return bool(_INITIAL.search(text, max(0, at - 2), at))
