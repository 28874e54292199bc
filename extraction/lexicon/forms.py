"""From the entries of the lexicon to the forms that reports write."""

from collections.abc import Iterator
from typing import Any

from arabic.folding import fold_text
from extraction.lexicon.model import Term


def expanded_forms(raw: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    """Yield every form of every entry of the lexicons, with what it stands for."""
    described = raw["actors"]["described"]
    for key, entry in raw["actors"]["actors"].items():
        for alias in entry["aliases"]:
            yield alias, Term("actor", key)
        for adjective in entry.get("adjectives", ()):
            for phrase in _described(adjective, described):
                yield phrase, Term("actor", key)
    for number, entry in enumerate(raw["control"]["names"]):
        for alias in entry["aliases"]:
            yield alias, Term("control", str(number))
    for number, entry in enumerate(raw["people"]["people"]):
        yield from _person_forms(str(number), entry)
    for key, things in raw["people"]["objects"].items():
        for thing in things:
            yield from ((form, Term("object", key)) for form in _thing_forms(thing))
    for key, entry in raw["events"]["kinds"].items():
        yield from _trigger_forms(key, entry)
    for key, words in raw["events"]["weapons"].items():
        for word in words:
            yield word, Term("weapon", key)
    for key, words in raw["events"]["modality"].items():
        if key != "reach":
            for word in words:
                yield word, Term("modality", key)


def _described(adjective: str, nouns: dict[str, list[str]]) -> Iterator[str]:
    """Yield the phrases in which a nationality says whose an attack or a force is: غارة أمريكية, القصف الروسي, and
    طيران يُعتقد أنه إسرائيلي. Only the first word of a noun takes case and article (قصفاً جوياً روسياً aside)."""
    feminine = adjective + "ه"
    for noun in nouns["masculine"]:
        yield from (f"{noun} {adjective}", f"{_definite(noun)} ال{adjective}", f"{noun}ا {adjective}ا")
    for noun in nouns["feminine"]:
        yield from (f"{noun} {feminine}", f"{_definite(noun)} ال{feminine}")
        if noun.endswith("ة"):
            stem = noun[:-1] + "ت"
            yield from (f"{stem}{end} {adjective}ت{end}" for end in ("ان", "ين"))
    yield from (f"انها {feminine}", f"انه {adjective}")  # طائرة رجّح مراسلنا أنها روسية
    for belief in nouns["beliefs"]:
        yield from (f"{belief} انها {feminine}", f"{belief} انه {adjective}", f"{belief} انهما {adjective}تان")


def _definite(noun: str) -> str:
    return " ".join(f"ال{word}" for word in noun.split())


_THEIRS = ("ه", "ها", "هم", "هما", "نا")
_FIVE_NOUNS = ("اخ", "اب")
"""Nouns that show their case before a pronoun (أخوه, أخاه, أخيه) and have و in the dual (أخوان)."""


def _person_forms(key: str, entry: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    for noun in entry["broken"] + entry["sound"]:
        folded = fold_text(noun)
        stem = folded[:-1] + "ت" if noun.endswith("ة") else folded
        for ending in ("", "ا", *_THEIRS):
            yield stem + ending if ending else folded, Term("person", key, "singular")
        if folded in _FIVE_NOUNS:
            yield from ((folded + case + whose, Term("person", key, "singular")) for case in "واي" for whose in _THEIRS)
            stem += "و"
        yield stem + "ان", Term("person", key, "dual")
        yield stem + "ين", Term("person", key, "dual" if noun in entry["broken"] else "plural")
        # "his two companions": the ن of the dual falls before a pronoun or a genitive.
        for ending in ("يه", "اه", "يها", "اها", "يهم", "اهم", "يهما", "اهما"):
            yield stem + ending, Term("person", key, "plural" if noun.endswith("ي") else "dual")
    for noun in entry["sound"]:
        for ending in ("ون", "و", "ي", "ات"):
            yield fold_text(noun) + ending, Term("person", key, "plural")
    for noun in entry["plural"]:
        folded = fold_text(noun)
        for ending in ("", "ا", *_THEIRS):
            yield folded + ending, Term("person", key, "plural")


def _thing_forms(thing: str) -> Iterator[str]:
    """Yield a thing as it is listed and, for a single noun, behind which a pronoun says whose it is (دوريتهم)."""
    yield thing
    folded = fold_text(thing)
    if " " not in folded and folded not in _OTHER_WITH_PRONOUN and not folded.endswith(("ا", "ان", "ين", *_THEIRS[1:])):
        stem = folded[:-1] + "ت" if thing.endswith("ة") else folded
        yield from (stem + whose for whose in _THEIRS)


_OTHER_WITH_PRONOUN = frozenset("قوه تجمع موقع سجن".split())
"""Things that mean something else behind which a pronoun stands: his strength, their gathering, its location, his being
jailed."""


def _trigger_forms(key: str, entry: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    unwanted = {fold_text(form) for form in entry.get("exclude", ())}
    for past in entry.get("verbs", ()):
        for form in verb_forms(fold_text(past), present=fold_text(entry.get("present", {}).get(past, ""))):
            if form not in unwanted:
                yield form, Term("trigger", key, "verb")
    for noun in entry.get("nouns", ()):
        for form in noun_forms(fold_text(noun)):
            if form not in unwanted:
                yield form, Term("trigger", key, "noun")
    for phrase in entry.get("words", ()):
        yield phrase, Term("trigger", key, "word")


def verb_forms(past: str, *, present: str = "") -> Iterator[str]:
    """Yield the third-person forms of a verb from its folded past stem, with object pronouns.

    The present of the derived forms drops the alef of the past (استهدف, يستهدف; أطلق, يطلق); other presents are given.
    """
    if " " in past:
        yield past
        return
    weak = past.endswith("ي")
    stem = past[:-1] if weak else past
    for ending in ("ت", "وا", "تا", "ته", "تها", "تهم", "تهما", "وه", "وها", "وهم", "و"):
        yield stem + ending
    for ending in ("", "ا", "ه", "ها", "هم", "هما"):
        yield past + ending
    base = present or (past[1:] if past.startswith("ا") and len(past) > 3 else past)
    for person in "يت":
        for ending in ("", "ون", "وا", "ان", "ه", "ها", "هم", "هما"):
            yield person + base + ending


def noun_forms(noun: str) -> Iterator[str]:
    """Yield the forms of a folded noun: case ending, dual, plural in ات, possessive pronouns."""
    if " " in noun:
        yield noun
        return
    feminine = noun.endswith("ه")
    stem = noun[:-1] + "ت" if feminine else noun
    yield noun
    for ending in ("ه", "ها", "هم", "هما", "ان", "ين", "ا", "ي"):
        if not (feminine and ending in ("ا", "ي")):
            yield stem + ending
    plural = (noun[:-1] if feminine else noun) + "ات"
    for ending in ("", "ه", "ها", "هم"):
        yield plural + ending
