"""The words of reports behind the values of an incident: which words say a value, and who says which figure.

A value without words says why it has none: an analyst has to see what rests on nothing that can be pointed at.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from furat.analysis.explain import Quote
from furat.analysis.figures import Range
from furat.analysis.reviewing import present
from furat.store.review.dossier import Dossier, Telling
from furat.store.tables import REJECTED

WORDED = ("event_type", "place", "date", "perpetrators", "targets", "claimed_by", "killed", "injured", "weapons")
"""The fields that reports have words for, as the ``spans`` of a record name them."""

NO_WORDS = ("corrected", "inherited", "shared", "elsewhere", "lost")
"""Why a value has no words in a report: a person set it; the date was carried over from another sentence; one figure
covers several incidents; another report says it; the reason was not kept."""

CROWDS = ("Protests", "Riots")
_SIDES = ("Armed clash", "Agreement")
_TAKING = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Non-violent transfer of territory",
    "Headquarters or base established",
    "Change to group/activity",
    "Other",
)


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of the dead and the wounded, as it was read, with its literal words.

    ``number`` counts the reports as the page shows them. A range that is all None is not told.
    """

    number: int
    telling: Telling
    killed: Range
    injured: Range
    killed_words: tuple[str, ...]
    injured_words: tuple[str, ...]
    shared: bool


def shown_tellings(dossier: Dossier) -> list[Telling]:
    """Return the reports that tell an incident as a page shows them: the leading one first, those taken off left out.

    Of an incident that was rejected as a whole all of them are shown.
    """
    live = [one for one in dossier.tellings if one.values["review"] != REJECTED] or list(dossier.tellings)
    values = present(dossier)
    lead = values.get("lead_id", values["incident_id"])
    return sorted(live, key=lambda one: one.values["incident_id"] != lead)


def quotes(telling: Telling) -> dict[str, tuple[Quote, ...]]:
    """Return the words of a report that say each value of its incident, by field, in the order of extraction."""
    return _quotes(telling, telling.values["spans"])


def quotes_of_items(telling: Telling, field: str) -> dict[str, tuple[int, Quote]]:
    """Return the words for each id of a list (``targets``), with their place among the words of the field.

    Extraction writes one evidence for each id, in its order; where the numbers differ nobody knows which belongs where.
    """
    ids, found = telling.values[field], quotes(telling).get(field, ())
    if len(ids) != len(found):
        return {}
    return {str(one): (at, quote) for at, (one, quote) in enumerate(zip(ids, found, strict=True))}


def without_words(telling: Telling, field: str) -> str:
    """Return why a report has no words for a value that the incident has, as one of ``NO_WORDS``."""
    values = telling.values
    columns = [column for column in values["as_read"] or () if column == field or column.startswith(f"{field}_")]
    if columns or (field == "event_type" and "sub_event_type" in (values["as_read"] or ())):
        return "corrected"
    if field in ("killed", "injured") and values["casualties_shared"]:
        return "shared"
    if not _knows(values, field):
        return "elsewhere"
    return "inherited" if field == "date" and "date_inherited" in values["flags"] else "lost"


def accounts(tellings: Sequence[Telling]) -> tuple[Account, ...]:
    """Return what each report says of the dead and the wounded: its own figures, also where a person corrected them."""
    return tuple(_account(telling, number) for number, telling in enumerate(tellings, 1))


def differ(told: Sequence[Account]) -> bool:
    """Whether the reports that give figures give different ones."""
    figures = [{(one.low, one.high, one.open_ended) for one in found if one.low is not None} for found in _ranges(told)]
    return any(len(found) > 1 for found in figures)


def telling_kind(event_type: str, sub_event_type: str) -> str:
    """Return how a sentence tells an event: ``sides`` of a fight or a pact, ``crowd``, ``taking``, or ``attack``."""
    if event_type in CROWDS:
        return "crowd"
    return "sides" if sub_event_type in _SIDES else "taking" if sub_event_type in _TAKING else "attack"


def sentence_key(values: Mapping[str, Any]) -> str:
    """Return the key of the sentence that says who did what to whom, by how it is told and by who is named."""
    named = {(True, True): "both", (True, False): "by", (False, True): "against", (False, False): "none"}
    kind = telling_kind(str(values["event_type"]), str(values["sub_event_type"]))
    return f"tell.{kind}.{named[bool(values['perpetrators']), bool(values['targets'])]}"


def whole_letters(text: str, end: int) -> int:
    """Return where words end with the vowel signs above their last letter, which a span over folded text leaves out."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _ranges(told: Sequence[Account]) -> tuple[list[Range], list[Range]]:
    return [one.killed for one in told], [one.injured for one in told]


def _account(telling: Telling, number: int) -> Account:
    read = {**telling.values, **(telling.values["as_read"] or {})}
    words = _quotes(telling, read["spans"])
    killed, injured = (tuple(quote.words for quote in words.get(what, ())) for what in ("killed", "injured"))
    shared = bool(read["casualties_shared"])
    return Account(number, telling, _range(read, "killed"), _range(read, "injured"), killed, injured, shared)


def _range(values: Mapping[str, Any], what: str) -> Range:
    low, high = values[f"{what}_low"], values[f"{what}_high"]
    if low is None and high is None:
        return Range(None, None, False, 1)
    least = int(low or 0)
    return Range(least, least if high is None else int(high), high is None, 0)


def _quotes(telling: Telling, spans: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Quote, ...]]:
    text, found = telling.report.text, dict[str, tuple[Quote, ...]]()
    for span in spans:
        start, end = int(span["start"]), whole_letters(text, int(span["end"]))
        field = str(span["field"])
        found[field] = (*found.get(field, ()), Quote(text[start:end], start, end, str(span["rule"])))
    return found


def _knows(values: Mapping[str, Any], field: str) -> bool:
    """Whether a reported incident has a value of its own for a field."""
    if field == "date":
        return values["date_start"] is not None
    if field == "place":
        return values["place_name_ar"] is not None or values["lat"] is not None
    if field in ("killed", "injured"):
        return any(values[f"{field}_{end}"] is not None for end in ("low", "best", "high"))
    return bool(values[field])
