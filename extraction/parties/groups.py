"""Words that stand for one party are one group: دورية لقسد, عناصر من قوات النظام, حافلة تقل جنوداً."""

from arabic.tokens import readings
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.terms import Terms
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


_NO_PERSON = frozenset(
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
    taken = {i for m in mentions for i in range(m.first, m.last)}
    events = {i for t in triggers for i in range(t.first, t.last)}
    atoms = []
    for found, name in ((terms.people, "person"), (terms.objects, "thing")):
        for item in found:
            if item.first in taken or item.first in events:
                continue
            if name == "person" and _NO_PERSON.intersection(r for _, r in readings(document.words[item.first])):
                continue
            last = next((i for i in range(item.first, item.last) if i in taken), item.last)
            taken.update(range(item.first, last))
            key = sides.get(item.key, "any") if name == "person" else item.key
            atoms.append(Group(item.first, last, f"{name} {key}", item.prefix))
    for number, mention in enumerate(mentions):
        own = mention.last > mention.first + 1 and "belonging" in markers[mention.first]
        atom = Group(mention.first, mention.last, "thing owned" if own else "actor", mention.prefix, number)
        for at in (mention.first - 1, mention.first - 2):
            if at < 0 or at in taken or at in events or document.gaps[at + 1] != " ":
                break
            if "belonging" in markers[at]:
                prefix = _prefix(document, at)
                atom.first, atom.prefix, atom.head = at, prefix, "thing owned"
                break
            if at == mention.first - 2 and document.words[at + 1] == "من":
                unit = at - (document.words[at] in _OF_UNITS)
                if unit >= 0 and "acting" in markers[unit]:  # هاجمت القوات مجموعة من قسد, قوات خاصة من التحالف
                    atom.first, atom.prefix, atom.head = unit, _prefix(document, unit), "unit"
                break
        atoms.append(atom)
    atoms.sort(key=lambda group: group.first)
    for atom in atoms:
        if atom.head.startswith("thing") and "acting" in markers[atom.first]:
            atom.head = "unit"
    groups: list[Group] = []
    for atom in atoms:
        if (
            groups
            and events.isdisjoint(range(groups[-1].last, atom.first))
            and _joins(document, groups[-1], atom, markers)
        ):
            groups[-1].last = atom.last
            if atom.actor is not None:
                groups[-1].actor = atom.actor
        elif groups and atom.head == "person armed" and _says_who(document, groups[-1].first, atom.first):
            groups[-1].last, groups[-1].head = atom.last, atom.head
        else:
            groups.append(atom)
    return groups


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
    if atom.first - group.last > 3 or atom.first < group.last or atom.prefix[:1] in ("و", "ف"):
        return False
    if any(gap != " " and gap.strip(" \"'“”«»()") for gap in document.gaps[group.last : atom.first + 1]):
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
