"""Sentences that only count: tolls and numbers of operations over a period or over governorates."""

from arabic.tokens import rests
from extraction.document import Sentence, within
from extraction.linking.draft import Material
from extraction.resolve import HOME, SEAT, Resolved
from extraction.triggers import Trigger

_TALLIED = frozenset("تعداد حصيله الحصيله عدد احصاييه وثق رصد وثقت رصدت احصت سجلت".split())
_OPERATIONS = frozenset("عمليه عمليات هجمات هجوما هجوم استهدافا استهداف غاره غارات ضربه حاله حالات حادثه".split())
_MANY = 4


def is_tally(material: Material, sentence: Sentence, scenes: list[Resolved], triggers: list[Trigger]) -> bool:
    """Whether a sentence only counts: a toll or a number of operations over a period or over governorates (يرتفع إلى
    371 تعداد من اغتيلوا منذ …, قُتلوا في 60 عملية في البادية). One that names a town tells of it."""
    if not all(_stands_for_region(material, place) for place in scenes):
        return False
    words = material.document.words
    inside = range(sentence.first, sentence.last)
    beginnings = [d.first for d in within(material.dates, sentence.first, sentence.last) if d.since]
    several = len({place.place.place_id for place in scenes if place.place}) > 1
    tallies = [at for at in inside if not _TALLIED.isdisjoint(rests(words[at]))]
    tallied = bool(tallies)
    since = any(_in_one_clause(material, at, day) for day in beginnings for at in tallies or [day])
    counts = [at for at in tallies if words[at] not in _NOTES]
    if counts and since and scenes[-1].toponym.first < counts[0]:
        return False  # وثق مقتل اثنين ... في بادية الميادين، وبذلك ترتفع حصيلة ... منذ آذار
    counted = any(
        words[at].isdigit() and int(words[at]) >= _MANY and at + 1 < sentence.last and words[at + 1] in _OPERATIONS
        for at in inside
    )
    vague = several and any(
        words[at] in _SEVERAL and not _OPERATIONS.isdisjoint(rests(words[at + 1])) for at in inside[:-1]
    )
    return (
        vague
        or (tallied and (since or several))
        or (counted and (since or several or tallied))
        or "تعداد" in words[sentence.first : sentence.last]
    )


_NOTES = frozenset("وثق رصد وثقت رصدت سجلت".split())


def _in_one_clause(material: Material, first: int, second: int) -> bool:
    low, high = sorted((first, second))
    document = material.document
    return not any("،" in document.gaps[at] and document.words[at].startswith("و") for at in range(low + 1, high + 1))


_SEVERAL = frozenset("عده سلسله عشرات ميات عديد".split())


def _stands_for_region(material: Material, place: Resolved) -> bool:
    """Whether a place is a region, or a city whose governorate is meant as well (دير الزور والرقة والحسكة)."""
    found = place.place
    if found is None:
        return False
    if found.is_area or found.place_id == SEAT:
        return True
    listed = sum(other.toponym.group == place.toponym.group for other in material.places)
    return found.kind == "city" and listed > 1 and not material.gazetteer.within(found.place_id, HOME)
