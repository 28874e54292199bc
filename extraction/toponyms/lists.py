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
        kinds = lexicon.cues.get(toponym.cue or "", frozenset())
        head = "ناحيه " if "subdistrict" in kinds else "محافظه " if "governorate" in kinds else ""
        if not toponym.cue and toponym.relation == "rural":  # في ريفي دير الزور والحسكة
            head = "محافظه "
        unit = names.by_form.get(head + document.text[toponym.start : toponym.end]) if head else None
        if unit:
            toponym.place_ids = unit.place_ids


def listed(document: Document, first: Toponym, second: Toponym) -> bool:
    """Whether two neighbouring toponyms form a list: joined by و or أو, a comma, a dash, or a cue after و."""
    gap = document.text[first.end : second.start]
    if not _MARKS.isdisjoint(gap) or len(gap) > 28:
        return False
    if document.words[second.first] == "خط":
        return False  # مراط، خط الجزيرة: the side of the river stands in apposition
    words = document.words[first.last : second.first]
    # The و is a letter of the second name's token, so it is part of the gap.
    plain = _WORD.findall(gap)
    if not plain:
        return _JOINED.fullmatch(gap) is not None
    if plain[0] in _JOINERS and _CUES.issuperset(plain[1:]):
        return True
    bare = plain[0].removeprefix("و")
    return plain[0].startswith("و") and bare in _CUES and len(plain) == 1 and len(words) <= 1


_WORD = re.compile(f"[{LETTER}]+")
_JOINED = re.compile(r"\s*[،,/-]\s*")
_JOINERS = frozenset("و او وفي ثم وب كذلك ومن ومحيط واطراف ومعها ومعهما وباديه".split())
_CUES = frozenset("بلده قريه مدينه حي حقل بلدات قري ناحيه جسر مطار معبر".split())
