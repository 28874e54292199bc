"""What single words are, decided once for the vocabulary of all reports.

Reports repeat their words, and readers of a report ask of each word whether it can begin or end what they look for.
A table asks the rule when it first meets a word and keeps the answer: then a pass over a report is a row of look-ups.
"""

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import Generic, TypeVar

from arabic.tokens import rests

T = TypeVar("T")

_MOST = 50_000  # words that a table keeps: more than are in common use, and few enough for memory


class Table(dict[str, T], Generic[T]):
    """The answer of a rule to each folded word that was asked for. A kind of table says what the rule is."""

    def answer(self, word: str) -> T:
        """Return what the rule says of a word."""
        raise NotImplementedError

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self.answer(word)
        return found

    def of(self, words: Iterable[str]) -> list[T]:
        """Return the answer to each word."""
        return list(map(self.__getitem__, words))

    def positions(self, words: Sequence[str], first: int = 0) -> list[int]:
        """Return where the words stand whose answer is not empty, if the first of them stands at ``first``."""
        return list(compress(count(first), map(self.__getitem__, words)))

    def among(self, words: Iterable[str]) -> bool:
        """Whether the answer to any of the words is not empty."""
        return any(map(self.__getitem__, words))


def standing(words: Sequence[str], known: Container[str], first: int = 0) -> list[int]:
    """Return where the words stand that are known, as they are spelt, if the first of them stands at ``first``."""
    return list(compress(count(first), map(known.__contains__, words)))


def with_and(words: Iterable[str]) -> frozenset[str]:
    """Return words alone and behind و."""
    return frozenset(form for word in words for form in (word, f"و{word}"))


class Beginnings(Table[bool]):
    """Words that begin with one of some stems, behind any of the letters ``before``."""

    def __init__(self, stems: Iterable[str], before: str) -> None:
        super().__init__()
        self.stems, self.before = tuple(stems), before

    def answer(self, word: str) -> bool:
        """Whether a word begins so."""
        return word.lstrip(self.before).startswith(self.stems)


class WordClass(Table[bool]):
    """A closed class of words: whether a word is one of them, alone or behind proclitics."""

    def __init__(self, stems: Iterable[str]) -> None:
        super().__init__()
        self.stems = frozenset(stems)

    def answer(self, word: str) -> bool:
        """Whether a word is of the class."""
        return not self.stems.isdisjoint(rests(word))


@lru_cache(maxsize=64)
def word_class(*lists: frozenset[str] | tuple[str, ...]) -> WordClass:
    """Return the class of the words of some lists, made once for all who ask for these lists."""
    return WordClass(frozenset().union(*lists))
