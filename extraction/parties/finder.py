"""The pass over a report that finds its parties."""

from dataclasses import replace

from arabic.tokens import rests
from extraction.actors import ActorMention
from extraction.document import Document
from extraction.lexicon import RoleWords
from extraction.parties.governing import governed_by, surroundings
from extraction.parties.groups import Group, group_words
from extraction.parties.party import Party
from extraction.parties.verbs import family_of
from extraction.terms import Terms
from extraction.triggers import Trigger


def find_parties(
    document: Document,
    mentions: list[ActorMention],
    terms: Terms,
    triggers: list[Trigger],
    words: RoleWords,
    sides: dict[str, str],
) -> list[Party]:
    """Return the parties of a report in order."""
    markers = _markers(document, words)
    groups = group_words(document, mentions, terms, triggers, markers, sides)
    around = surroundings(document, markers, triggers)
    out: list[Party] = []
    for group in groups:
        sentence = document.sentence_of[group.first]
        governed, kind, begin = governed_by(around, sentence, group)
        actor = group.actor
        by_its_own = False
        if actor is None and group.head == "person armed" and document.words[group.last - 1].endswith(_OWN):
            actor = next((p.actor for p in reversed(out) if p.actor is not None and p.first >= sentence.first), None)
            by_its_own = actor is not None and _done_by(document, out[-1], actor, group)
        befell = governed == "verb 0" and _befell(document, group, around.by_last)
        party = Party(group.first, group.last, actor, group.head, governed, kind, begin, befell, by_its_own)
        if out and out[-1].kind == kind == "harm" and _killed_by_the_first(document, out[-1], party):
            first = around.ends[out[-1].last - 1] = replace(out[-1], governed="doing 0")
            out[-1], party = first, replace(party, governed="patient")
        around.ends[group.last - 1] = party
        out.append(party)
    return out


def _done_by(document: Document, doer: Party, actor: int, group: Group) -> bool:
    """Whether an actor right behind its verb did something to its own men (أعدم التنظيم رمياً بالرصاص ثلاثة من
    عناصره)."""
    did = (doer.governed == "verb 0" and doer.kind in ("kill", "seize")) or doer.governed == "doing 0"
    if doer.actor != actor or not did or group.actor is not None:
        return False
    between = document.gaps[doer.last : group.first + 1]
    return len(between) <= _TO_ITS_OWN and all(gap == " " for gap in between)


_TO_ITS_OWN = 7  # words from who did it to its own men


def _befell(document: Document, group: Group, by_last: dict[int, Trigger]) -> bool:
    """Whether a verb that can only be passive, or has no object, stands a few words before a group, and no preposition
    between."""
    for at in range(group.first - 1, max(group.first - _RIGHT_BEHIND, 0) - 1, -1):
        trigger = by_last.get(at)
        if trigger is not None:
            word = document.words[trigger.first].lstrip("وف")
            return word.startswith(_BEFALLEN) or family_of(document, trigger).endswith("passive")
        if document.words[at] in _NOT_HIM:
            return False
    return False


_RIGHT_BEHIND = 5  # words back from a group to its verb (قُتل أمس الجمعة ثلاثة عناصر)


_BEFALLEN = ("اصيب", "استشهد", "توفي", "لقي", "قضي", "قضوا")


_NOT_HIM = frozenset("في خلال جراء اثر بين مع علي".split())


def _killed_by_the_first(document: Document, one: Party, other: Party) -> bool:
    """Whether two groups that a word of death or wounding governs are who kills and who is killed (قتلت وحدات لقسد أمس
    متزعماً في داعش)."""
    if one.governed == "head" and other.governed == "verb 0":
        verb = next((at for at in range(one.last, other.first) if document.words[at].lstrip("وف") in _KILLS), 0)
        near = bool(verb) and other.first - verb <= _TO_KILLED
        return near and all(
            document.gaps[at] == " " for at in range(one.last, other.first + 1)
        )  # وحدة قتلت أمس 10 من …
    if one.governed != "verb 0" or other.governed != "verb 1":
        return False
    kill = document.words[one.first - 1].lstrip("وف") in _KILLS if one.first else False
    near = kill and 0 <= other.first - one.last <= _BETWEEN
    return near and all(document.gaps[at] == " " for at in range(one.last, other.first + 1))


_KILLS = frozenset("قتل قتلت قتلوا".split())


_BETWEEN = 2  # words of time between them


_TO_KILLED = 6  # from the verb to whom it hit


_OWN = ("ها", "هم", "ه")


def _markers(document: Document, words: RoleWords) -> list[frozenset[str]]:
    """Return for each token the kinds of marker that end there: من قبل, على, قال."""
    out = words.alone.of(document.words)
    for at in words.ending.positions(document.words):
        longer, before = words.ending[document.words[at]], rests(document.word(at - 1))
        if before.isdisjoint(longer):
            continue
        for rest in before:
            more = [kind for kind, phrase in longer.get(rest, ()) if _leads(document, at - 1, phrase)]
            if more:
                out[at] = out[at].union(more)
    return out


def _leads(document: Document, at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase but its last two stand before a token."""
    before = phrase[:-2]
    if at < len(before):
        return False
    return all(word in rests(document.words[at - len(before) + i]) for i, word in enumerate(before))
