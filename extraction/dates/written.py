"""About when a report was written: names whose bearer changed are read by it; no event is dated by it."""

from collections.abc import Sequence
from datetime import date

from arabic.tokens import rests
from arabic.vocabulary import Table
from extraction.dates.finder import dateline
from extraction.dates.reader import DateMention
from extraction.document import Document

FALL = date(2024, 12, 8)
"""The day on which the Assad government fell."""


def written(document: Document, dates: Sequence[DateMention]) -> date | None:
    """Return the day of publication; where none is known, the last day that the report names, and not before the fall
    of the Assad government where the report speaks of what came with it (فلول النظام, الحكومة الانتقالية)."""
    published = document.report.published or dateline(document)
    if published is not None:
        return published
    named = [d.end_date for d in dates if d.end_date is not None and not d.future]
    return max(named + [FALL] * _speaks_of_the_fall(document), default=None)


def _speaks_of_the_fall(document: Document) -> bool:
    words = document.words
    return any(document.word(at + 1) in _SINCE_THE_FALL[words[at]] for at in _SINCE_THE_FALL.positions(words))


class _Behind(Table[frozenset[str]]):
    """The words that make a phrase with a word before them, by that word alone or behind proclitics."""

    def __init__(self, phrases: dict[str, str]) -> None:
        super().__init__()
        self.phrases = {first: frozenset(behind.split()) for first, behind in phrases.items()}

    def answer(self, word: str) -> frozenset[str]:
        """Return the words that may follow."""
        return frozenset().union(*(self.phrases.get(rest, frozenset()) for rest in rests(word)))


_SINCE_THE_FALL = _Behind(
    {
        "النظام": "السابق البايد المخلوع الساقط",
        "الرييس": "المخلوع الشرع الانتقالي",
        "الاسد": "المخلوع",
        "احمد": "الشرع",
        "فلول": "النظام نظام الاسد",
        "سقوط": "النظام نظام الاسد حكم",
        "انهيار": "النظام نظام",
        "الحكومه": "الانتقاليه",
        "السوريه": "الانتقاليه",
        "السوري": "الانتقالي",
        "السلطات": "الجديده",
        "الاداره": "الجديده السوريه",
        "اداره": "العمليات",
        "ردع": "العدوان",
    }
)
"""First words of phrases that nobody wrote before December 2024, each with the words that complete it."""
