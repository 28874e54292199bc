"""Words that stand for one party are one group: دورية لقسد, عناصر من قوات النظام, حافلة تقل جنوداً."""

from operator import attrgetter

from arabic.tokens import readings
from arabic.vocabulary import WordClass
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.terms import Found, Terms
from extraction.triggers import Trigger
from extraction.values import dataclass


@dataclass(slots=True)
class Group:
    """Tokens ``[first, last)`` that name one party, with head, proclitic, and the actor's index if one is named."""

    first: int
    last: int
    head: str
    prefix: str
    actor: int | None = None


_NO_PERSON = WordClass(
    "عسكريه العسكريه امام اب اما اخر الاخر اخري الاخري طالبت طالبتا طالبوا محاسبه مشاركه متعاونه".split()
)  # look like a person only without vowels: أمام, آب, طالبت, المحاسبة


def group_words(
    document: Document,
    mentions: list[ActorMention],
    terms: Terms,
    triggers: list[Trigger],
    markers: list[frozenset[str]],
    sides: dict[str, str],
) -> list[Group]:
    """Return the groups of a report in order, from its persons, things and actors; event words are no part of them."""
    words = document.words
    taken = {at for mention in mentions for at in range(mention.first, mention.last)}
    events = {at for trigger in triggers for at in range(trigger.first, trigger.last)}
    atoms: list[Group] = []
    for item in terms.people:
        if item.first in taken or item.first in events or _NO_PERSON[words[item.first]]:
            continue
        last = _take(item, taken)
        atoms.append(Group(item.first, last, f"person {sides.get(item.key, 'any')}", item.prefix))
    for item in terms.objects:
        if item.first in taken or item.first in events:
            continue
        last = _take(item, taken)
        unit = "acting" in markers[item.first]
        atoms.append(Group(item.first, last, "unit" if unit else f"thing {item.key}", item.prefix))
    for number, mention in enumerate(mentions):
        first, head, prefix = _owned(document, mention, taken, events, markers)
        atoms.append(Group(first, mention.last, head, prefix, number))
    atoms.sort(key=_FIRST)
    groups: list[Group] = []
    for atom in atoms:
        group = groups[-1] if groups else None
        if group is None:
            groups.append(atom)
        elif _joins(document, group, atom, markers) and events.isdisjoint(range(group.last, atom.first)):
            group.last = atom.last
            if atom.actor is not None:
                group.actor = atom.actor
        elif atom.head == "person armed" and _says_who(document, group.first, atom.first):
            group.last, group.head = atom.last, atom.head
        else:
            groups.append(atom)
    return groups


_FIRST = attrgetter("first")


def _take(item: Found, taken: set[int]) -> int:
    """Take the tokens of a person or thing up to the first that is taken; return the index after them."""
    for at in range(item.first, item.last):
        if at in taken:
            return at
        taken.add(at)
    return item.last


def _owned(
    document: Document, mention: ActorMention, taken: set[int], events: set[int], markers: list[frozenset[str]]
) -> tuple[int, str, str]:
    """Return the first token, the head and the proclitic of the group that an actor's name begins or stands in."""
    head = "actor"
    if mention.last > mention.first + 1 and "belonging" in markers[mention.first]:
        head = "unit" if "acting" in markers[mention.first] else "thing owned"
    for at in (mention.first - 1, mention.first - 2):
        if at < 0 or at in taken or at in events or document.gaps[at + 1] != " ":
            break
        if "belonging" in markers[at]:
            return at, "unit" if "acting" in markers[at] else "thing owned", _prefix(document, at)
        if at == mention.first - 2 and document.words[at + 1] == "من":
            unit = at - (document.words[at] in _OF_UNITS)
            if unit >= 0 and "acting" in markers[unit]:  # هاجمت القوات مجموعة من قسد, قوات خاصة من التحالف
                return unit, "unit", _prefix(document, unit)
    return mention.first, head, mention.prefix


_OF_UNITS = frozenset("خاصه مسلحه مشتركه كبيره صغيره امنيه عسكريه راجله".split())


def _says_who(document: Document, called: int, rank: int) -> bool:
    """Whether a person's rank stands behind the name that المدعو announces, and so says who he is (المدعو أبو خالد
    القيادي في داعش). An accusative is whom he struck (قتل المدعو خالد الخالد عنصراً)."""
    if document.words[called].lstrip("وبل") not in _CALLED or not 2 <= rank - called <= _LONGEST_NAME:
        return False
    gaps = document.gaps[called + 1 : rank + 1]
    return not document.words[rank].endswith("ا") and not any(gap.strip(" ،\"'“”«»()") for gap in gaps)


_CALLED = frozenset("مدعو المدعو ملقب الملقب".split())
_LONGEST_NAME = 7  # words of a name with a by-name


def _prefix(document: Document, at: int) -> str:
    """Return the proclitic of the noun that begins a group."""
    return next((p for p, _ in readings(document.words[at])[1:2] if p in ("ب", "ل", "و", "وب", "ول")), "")


def _joins(document: Document, group: Group, atom: Group, markers: list[frozenset[str]]) -> bool:
    """Whether an actor or noun goes on with the group before it: حاجز | لقسد, عناصر | من قسد, حافلة | تقل | عناصر."""
    if not 0 <= atom.first - group.last <= _BETWEEN or atom.prefix[:1] in ("و", "ف"):
        return False
    for gap in document.gaps[group.last : atom.first + 1]:
        if gap != " " and gap.strip(" \"'“”«»()"):
            return False
    between = markers[group.last : atom.first]
    if group.actor is not None:
        return atom.actor is not None and any("owning" in names for names in between)
    if not between:
        return not atom.prefix.startswith(("ب", "ك"))
    if atom.prefix.startswith("ب"):
        return False  # اغتيال قائدين في البوكمال بمسيّرة أمريكية
    if atom.prefix.startswith("ل") and atom.actor is not None:
        return not any("parting" in names for names in between) and len(between) <= 2
    if atom.head.startswith("thing") and document.words[atom.first - 1] == "في":
        return False  # قضى شاب تحت التعذيب في سجن تابع لقسد
    return any("linking" in names for names in between)


_BETWEEN = 3  # words between what belongs to one group
