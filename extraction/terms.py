"""The words of the lexicon that a report holds: one scan, sorted by category, the longest of overlapping forms."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from extraction.document import Document
from extraction.lexicon import Lexicon, Term
from extraction.phrases import Hit, longest
from extraction.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """An occurrence of a lexicon word: range in the folded text, tokens from ``first`` to before ``last``."""

    start: int
    end: int
    first: int
    last: int
    prefix: str
    key: str
    form: str


@dataclass(frozen=True, slots=True)
class Terms:
    """All occurrences by category, each list in the order of the text."""

    triggers: list[Found]
    actors: list[Found]
    control: list[Found]
    people: list[Found]
    objects: list[Found]
    weapons: list[Found]
    modality: list[Found]
    actor_ranges: list[tuple[int, int]]


def find_terms(document: Document, lexicon: Lexicon) -> Terms:
    """Scan the report once. An actor's name wins over a name of the table of control that it contains, and the reverse:
    of both, the longest counts (قوى الأمن الداخلي الأسايش is the Asayish)."""
    by_category: dict[str, list[Hit[Term]]] = {}
    for hit in lexicon.index.scan(document.plain):
        by_category.setdefault(hit.payload.category, []).append(hit)
    named = longest(by_category.get("actor", []) + by_category.get("control", []))
    ranges = [(hit.start, hit.end) for hit in named]
    lists = {category: longest(hits) for category, hits in by_category.items() if category not in ("actor", "control")}
    return Terms(
        triggers=_found(document, lists.get("trigger", [])),
        actors=_found(document, [hit for hit in named if hit.payload.category == "actor"]),
        control=_found(document, [hit for hit in named if hit.payload.category == "control"]),
        people=_found(document, lists.get("person", [])),
        objects=_found(document, lists.get("object", [])),
        weapons=_found(document, lists.get("weapon", [])),
        modality=_found(document, lists.get("modality", [])),
        actor_ranges=ranges,
    )


def without_names(terms: Terms, named: set[int]) -> Terms:
    """Return the terms without event words that are part of a place name (تدمر is a town, not "destroys").

    ``named`` are the tokens of such names.
    """
    kept = [t for t in terms.triggers if named.isdisjoint(range(t.first, t.last))]
    return replace(terms, triggers=kept)


def _found(document: Document, hits: list[Hit[Term]]) -> list[Found]:
    found = []
    for hit in hits:
        first = bisect_right(document.starts, hit.start) - 1
        last = bisect_left(document.starts, hit.end, first)
        term = hit.payload
        found.append(Found(hit.start, hit.end, first, last, hit.prefix, term.key, term.form))
    return found
