"""Loading of ``data/lexicon``: the files are read, checked and folded once, at the edge."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from arabic.folding import fold_text
from arabic.vocabulary import WordClass
from extraction.errors import LexiconError
from extraction.lexicon.form import FORM, faults
from extraction.lexicon.forms import expanded_forms, verb_forms
from extraction.lexicon.model import (
    Actor,
    Anaphor,
    AnaphoraBeginning,
    Carries,
    CasualtyWords,
    ControlRow,
    Kind,
    Lexicon,
    Marker,
    MarkersAlone,
    MarkersBehind,
    MarkersEnding,
    Phrases,
    PlaceWords,
    RelationOf,
    RoleWords,
    by_first_word,
)
from extraction.phrases import BARE_PROCLITICS, PhraseIndex

_MOST_FAULTS = 20

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon"


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Load and expand the lexicons.

    Raises ``LexiconError`` for files that cannot be used; it tells every fault with file, entry and cure.
    """
    folder = folder or DEFAULT_FOLDER
    raw = {name: _read(folder / f"{name}.yaml") for name in FORM}
    found = faults(raw)
    if found:
        shown, more = found[:_MOST_FAULTS], len(found) - _MOST_FAULTS
        raise LexiconError("\n".join([*shown, f"and {more} more."] if more > 0 else shown))
    actors = {key: _actor(key, entry) for key, entry in raw["actors"]["actors"].items()}
    control = {}
    for number, entry in enumerate(raw["control"]["names"]):
        control[str(number)] = tuple(_row(row) for row in entry["rows"])
    kinds = {key: Kind(key, entry["head"], entry["frame"]) for key, entry in raw["events"]["kinds"].items()}
    sides = {str(number): entry["side"] for number, entry in enumerate(raw["people"]["people"])}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.read_bytes())
    exceptions = raw["control"]["right_bank_exceptions"]
    index = PhraseIndex(expanded_forms(raw), article=True)
    return Lexicon(
        actors=actors,
        control=control,
        left_bank=frozenset(raw["control"]["left_bank"]),
        foreign=frozenset(map(fold_text, raw["control"]["foreign"])),
        exceptions_until=exceptions["until"],
        exceptions=frozenset(fold_text(name) for name in exceptions["places"]),
        kinds=kinds,
        person_sides=sides,
        modality_reach=raw["events"]["modality"]["reach"],
        place_words=_place_words(raw["places"], index.forms),
        casualty_words=_casualty_words(raw["casualties"]),
        role_words=_role_words(raw["roles"]),
        weapons=frozenset(raw["events"]["weapons"]),
        index=index,
        version=digest.hexdigest()[:12],
    )


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # eight times as fast
    """A loader for which a key that stands twice is a fault: YAML takes the last and drops the words of the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of a node."""
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                what = f"the key {key.value!r} stands twice"
                raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # a safe loader
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: cannot be read ({error}). Restore the file from the repository.") from error
    except (yaml.YAMLError, ValueError) as error:  # a day that cannot be (2026-18-01) is a ValueError
        what = " ".join(str(error).split())
        raise LexiconError(f"{path.name}: is not valid YAML ({what}). Mend the line that it names.") from error
    if not isinstance(content, dict):
        raise LexiconError(f"{path.name}: must hold keys and values. See docs/lexicon.md for its form.")
    return content


def _actor(key: str, entry: dict[str, Any]) -> Actor:
    aliases = tuple(entry["aliases"])
    return Actor(key, entry["ar"], entry["en"], aliases, entry.get("state", False), entry.get("civilian", False))


def _row(row: dict[str, Any]) -> ControlRow:
    return ControlRow(row["bank"], row.get("from"), row.get("until"), row["actor"])


def _place_words(raw: dict[str, Any], known: frozenset[str]) -> PlaceWords:
    """Fold the lists of ``places.yaml``."""

    def words(key: str) -> frozenset[str]:
        return frozenset(fold_text(word) for word in raw[key])

    relations = {fold_text(word): relation for relation, listed in raw["relations"].items() for word in listed}
    return PlaceWords(
        cues={fold_text(cue): frozenset(kinds) for cue, kinds in raw["cues"].items()},
        cue_forms={
            prefix + fold_text(cue): fold_text(cue) for cue in raw["cues"] for prefix in ("", *sorted(BARE_PROCLITICS))
        },
        strong_cues=words("strong_cues"),
        unknown_cues=words("unknown_cues"),
        not_names=words("not_names"),
        relations=relations,
        relation_of=RelationOf(relations),
        organisations=WordClass(words("organisations")),
        councils=WordClass(words("councils")),
        origins=WordClass(words("origins")),
        kin=WordClass(words("kin")),
        given_names=words("given_names"),
        carries=Carries(words("carried")),
        trusted=words("trusted"),
        cue_only=words("cue_only"),
        contextual=words("contextual"),
        transparent=WordClass(words("transparent")),
        ordinary={
            fold_text(word): {side: frozenset(map(fold_text, listed)) for side, listed in sides.items()}
            for word, sides in raw["ordinary"].items()
        },
        known=known,
    )


def _casualty_words(raw: dict[str, Any]) -> CasualtyWords:
    """Fold the lists of ``casualties.yaml``."""

    def phrases(key: str) -> Phrases:
        return by_first_word(tuple(fold_text(phrase).split()) for phrase in raw[key])

    def words(key: str) -> frozenset[str]:
        return frozenset(fold_text(word) for word in raw[key])

    counted = {
        fold_text(form): (what, number)
        for what, forms in raw["counted"].items()
        for number, listed in forms.items()
        for form in listed
    }
    verbal = {fold_text(form): what for what, forms in raw["verbal"].items() for form in forms}
    for what, verbs in raw["verbs"].items():
        verbal |= {form: what for verb in verbs for form in verb_forms(fold_text(verb)) if not _PRONOUN.search(form)}
    possessed = dict(_possessed(raw["possessed"])) | dict(_killed_them(raw["verbs"]))
    states = words("states")
    openers = {word for key in ("nobody", "material_only") for word in phrases(key)}
    return CasualtyWords(
        counted=counted,
        verbal=verbal,
        at_least=phrases("at_least"),
        about=phrases("about"),
        several=words("several"),
        tens=words("tens"),
        hundreds=words("hundreds"),
        among=words("among"),
        none=words("none"),
        nobody=phrases("nobody"),
        material_only=phrases("material_only"),
        updates=words("updates"),
        claims=words("claims"),
        possessed=possessed,
        talk=words("talk"),
        states=states,
        active=words("active"),
        spoken=words("spoken"),
        only=words("only"),
        limbs=words("limbs"),
        losing=words("losing"),
        lives=words("lives"),
        things=words("things"),
        followed=words("followed"),
        survived=words("survived"),
        attempts=words("attempts"),
        unknown=words("unknown"),
        targeted=words("targeted"),
        not_single=words("not_single"),
        starts=WordClass(
            {*counted, *verbal, *possessed, *openers, *states}.union(
                *(words(key) for key in ("updates", "survived", "spoken", "only", "limbs", "losing", "followed"))
            )
        ),
    )


def _possessed(raw: dict[str, list[str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield مقتله, إصابتهما, استشهادهم: the pronoun says how many."""
    pronouns = {"ه": "singular", "ها": "singular", "هما": "dual", "هم": "plural", "هن": "plural"}
    for what, nouns in raw.items():
        for noun in nouns:
            folded = fold_text(noun)
            stem = folded[:-1] + "ت" if folded.endswith("ه") else folded
            for pronoun, number in pronouns.items():
                yield stem + pronoun, (what, number)


_PRONOUN = re.compile("(?:ه|ها|هم|هما)$")
_NUMBERS = {"ه": "singular", "ها": "singular", "هما": "dual", "هم": "plural"}


def _killed_them(verbs: dict[str, list[str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield قتلوه, أردتها, فأعدموهم: a verb of killing whose object is a pronoun, which says how many."""
    for what, listed in verbs.items():
        for verb in listed:
            past = fold_text(verb)
            both = past + "ا" if past[-1:] != "ي" else past[:-1] + "يا"
            for form in (*verb_forms(past), both + "ه", both + "هم"):  # فأردياه: two kill one
                pronoun = _PRONOUN.search(form)
                if pronoun and form[:1] not in ("ي", "ت"):
                    yield form, (what, _NUMBERS[pronoun.group()])


def _role_words(raw: dict[str, Any]) -> RoleWords:
    def phrases(words: list[str]) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(fold_text(word).split()) for word in words)

    ended: dict[str, list[Marker]] = {}
    for name, listed in raw.items():
        if name != "anaphora":
            for phrase in sorted(phrases(listed)):
                ended.setdefault(phrase[-1], []).append((name, phrase))
    begun: dict[str, list[tuple[tuple[str, ...], Anaphor]]] = {}
    for entry in raw["anaphora"]:
        others = frozenset(map(fold_text, entry.get("others", ())))
        anaphor = Anaphor(phrases(entry["phrases"]), frozenset(entry["actors"]), entry.get("assume"), others)
        for phrase in sorted(anaphor.phrases):
            begun.setdefault(phrase[0], []).append((phrase, anaphor))
    by_last_word = {word: tuple(found) for word, found in ended.items()}
    anaphora = {word: tuple(found) for word, found in begun.items()}
    return RoleWords(
        MarkersAlone(by_last_word),
        MarkersEnding(by_last_word),
        MarkersBehind(by_last_word),
        AnaphoraBeginning(anaphora),
    )
