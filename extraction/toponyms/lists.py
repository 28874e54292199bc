"""Names that are listed together share a cue."""

import re

from arabic.folding import LETTER
from extraction.document import Document
from extraction.lexicon import PlaceWords
from extraction.toponyms.context import Toponym
from extraction.toponyms.names import PlaceNames

_MARKS = frozenset("\n.:؛!؟")


def group_lists(document: Document, found: list[Toponym]) -> None:
    """Give toponyms that are listed together (بلدات الشحيل وذيبان، والبصيرة) one group, and the cue of the first."""
    group = 0
    for index, toponym in enumerate(found):
        previous = found[index - 1] if index else None
        if previous and listed(document, previous, toponym):
            toponym.group = previous.group
            toponym.cue = toponym.cue or previous.cue
            toponym.relation = toponym.relation or previous.relation
            continue
        group += 1
        toponym.group = group


def as_units(document: Document, found: list[Toponym], names: PlaceNames, lexicon: PlaceWords) -> None:
    """Read names behind a dual or plural of ناحية as the sub-districts (ناحيتي هجين والسوسة), and those behind ريف and
    محافظتي as governorates, where there is one of that name: the gazetteer lists both with the singular."""
    for toponym in found:
        head = _unit_head(toponym, lexicon)
        unit = names.by_form.get(head + document.text[toponym.start : toponym.end]) if head else None
        if unit:
            toponym.place_ids = unit.place_ids


def _unit_head(toponym: Toponym, lexicon: PlaceWords) -> str:
    """Return the head noun, in the singular, of the unit that a toponym may name."""
    if toponym.cue:
        kinds = lexicon.cues.get(toponym.cue, frozenset())
        return "ناحيه " if "subdistrict" in kinds else "محافظه " if "governorate" in kinds else ""
    return "محافظه " if toponym.relation == "rural" else ""  # في ريفي دير الزور والحسكة


def listed(document: Document, first: Toponym, second: Toponym) -> bool:
    """Whether two neighbouring toponyms form a list: joined by و or أو, a comma, a dash, or a cue after و."""
    if second.start - first.end > _LONGEST_GAP:
        return False
    gap = document.text[first.end : second.start]
    if not _MARKS.isdisjoint(gap):
        return False
    if document.words[second.first] == "خط":
        return False  # مراط، خط الجزيرة: the side of the river stands in apposition
    # The و is a letter of the second name's token, so it is part of the gap.
    plain = _WORD.findall(gap)
    if not plain:
        return _JOINED.fullmatch(gap) is not None
    if plain[0] in _JOINERS and _CUES.issuperset(plain[1:]):
        return True
    joined = plain[0].startswith("و") and len(plain) == 1 and second.first - first.last <= 1
    return joined and plain[0].removeprefix("و") in _CUES


_LONGEST_GAP = 28  # characters
_WORD = re.compile(f"[{LETTER}]+")
_JOINED = re.compile(r"\s*[،,/-]\s*")
_JOINERS = frozenset("و او وفي ثم وب كذلك ومن ومحيط واطراف ومعها ومعهما وباديه".split())
_CUES = frozenset("بلده قريه مدينه حي حقل بلدات قري ناحيه جسر مطار معبر".split())
