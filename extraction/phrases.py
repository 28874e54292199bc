"""Dictionary scan: every occurrence of the forms of a lexicon in folded text, in one pass (Aho-Corasick)."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Generic, TypeVar

import ahocorasick

from arabic.folding import fold_text
from arabic.tokens import CONJUNCTIONS, PROCLITICS
from extraction.values import dataclass

T = TypeVar("T")

BARE_PROCLITICS = frozenset(
    prefix for prefix in PROCLITICS if "ال" not in prefix and "لل" not in prefix and prefix != "س"
)
"""Proclitics without article: what may stand before a name that carries its own article, or none."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One occurrence: its half-open range in the folded text, the proclitics before it, and what the lexicon says."""

    start: int
    end: int
    prefix: str
    payload: T


class PhraseIndex(Generic[T]):
    """Forms and what they mean. Words end at the end of a form (a space is part of the pattern), and begin after a
    word boundary or after proclitics; ``لل`` stands for ل and the article, so الشحيل is found in للشحيل."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, article: bool, glued: Iterable[str] = ()) -> None:
        """Build the automaton; ``article`` says whether forms may take an article that is not part of them, ``glued``
        lists further words that may be written against a form without a space (قريةالزر)."""
        self._prefixes = (PROCLITICS if article else BARE_PROCLITICS) | {"", *glued}
        forms: dict[str, list[T]] = {}
        for form, payload in entries:
            folded = fold_text(form)
            meanings = forms.setdefault(folded, [])
            if payload not in meanings:
                meanings.append(payload)
        self._automaton = ahocorasick.Automaton()
        for form, payloads in forms.items():
            self._automaton.add_word(form + " ", (len(form), payloads, False))
        for form, payloads in forms.items():
            contracted = "لل" + form[2:]
            if form.startswith("ال") and len(form) > 3 and contracted not in forms:
                self._automaton.add_word(contracted + " ", (len(contracted), payloads, True))
        self.forms = frozenset(forms)
        if forms:
            self._automaton.make_automaton()

    def scan(self, plain: str) -> Iterator[Hit[T]]:
        """Yield every occurrence in ``plain``: folded text in which all but letters and digits are spaces."""
        if not self.forms:
            return
        prefixes = self._prefixes
        for last, (length, payloads, contracted) in self._automaton.iter(plain):
            start = last - length
            prefix = plain[plain.rfind(" ", 0, start) + 1 : start]
            if prefix and prefix not in (CONJUNCTIONS if contracted else prefixes):
                continue
            if contracted:  # the first ل is the preposition
                start, prefix = start + 1, prefix + "ل"
            for payload in payloads:
                yield Hit(start, last, prefix, payload)


_START, _END = attrgetter("start"), attrgetter("end")


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Keep, of overlapping occurrences, the longest (the first of equals), in the order of the text."""
    kept: list[Hit[T]] = []
    ordered = sorted(hits, key=_END, reverse=True)
    ordered.sort(key=_START)
    for hit in ordered:
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept
