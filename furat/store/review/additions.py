"""What people add to the gazetteer: a spelling, or a place. Each is one act in the audit trail, and taken back by
``audit.undo``.

A spelling that is read wherever it stands can put hundreds of incidents to a wrong place, so that what is doubtful
must be asked for in words: a name that another place bears, a short one, an ordinary word.
"""

import hashlib
import math
import re
import unicodedata
from functools import cache
from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.orm import Session

from extraction.lexicon import Lexicon, load_lexicon
from extraction.toponyms.names import LEAST_LETTERS
from extraction.toponyms.ordinary import why_ordinary
from furat.errors import ReviewError
from furat.store.database import Workspace
from furat.store.gazetteer import LOCAL_PREFIX, held_additions
from furat.store.people import Person
from furat.store.review.audit import Act, commit
from furat.store.tables import ChangeRow, LocalNameRow, LocalPlaceRow
from geo.check import script_fault
from geo.distance import km
from geo.gazetteer import Gazetteer
from geo.overlay import name_key
from geo.place import AREA_KINDS, KINDS, NAME_USES, Place, PlaceName
from geo.tables import LANGUAGES

NEIGHBOURHOOD_KM = 100.0
"""How far an added place may lie from the point of its parent: farther away it is a slip of the keyboard."""

POINT_UNCERTAINTY_KM = 2.0
"""The uncertainty of an added point of which nobody says how exact it is, as of a described one in the tables."""

MOST_LETTERS = 120
_LEAST_KM, _MOST_KM = 0.01, 5000.0


def learn_spelling(
    workspace: Workspace,
    text: str,
    place_id: str,
    by: Person,
    gazetteer: Gazetteer,
    *,
    use: str = "any",
    language: str = "ar",
    homonym: bool = False,
    why: str = "",
) -> int:
    """Teach a spelling of a place; return the number of the act. Reports that are kept from now on are read with it.

    Args:
        workspace: Where it holds.
        text: The spelling, as reports write it.
        place_id: The place, of the gazetteer or added.
        by: Who teaches it.
        gazetteer: The gazetteer, with or without what was added in this workspace.
        use: When it is read as the place (``geo.place.PlaceName``): at any time, in context, or behind a cue.
        language: ``ar`` or ``en``.
        homonym: Say that the spelling names another place, too.
        why: The reason, in the person's words.

    Raises:
        ReviewError: There is no such place, the spelling cannot be or names another place, or the person may not.
    """
    name = _name(text, language, "alias", use)
    with workspace.session(write=True) as session:
        known = held_additions(session).on(gazetteer)
        place = known.get(place_id)
        if place is None:
            raise ReviewError(f"There is no place {place_id!r}. Find ids with: furat gazetteer search NAME")
        if name_key(name) in map(name_key, place.names):
            raise ReviewError(f"{name.text} is a name of {_called(place)} already, once spelling is folded.")
        _check_against(name, known, homonym=homonym)
        act = Act("learn", why=why.strip())
        _put_name(act, place_id, name)
        return commit(session, act, by)


def forget_spelling(
    workspace: Workspace, text: str, place_id: str, by: Person, *, language: str = "ar", why: str = ""
) -> int:
    """Take a spelling that somebody taught out again; return the number of the act.

    Raises:
        ReviewError: Nobody taught it here, it is the main name of an added place, or the person may not.
    """
    wanted = name_key(PlaceName(text, language, "alias"))
    with workspace.session(write=True) as session:
        rows = session.scalars(select(LocalNameRow).where(LocalNameRow.place_id == place_id)).all()
        row = next((row for row in rows if name_key(PlaceName(row.text, row.language, row.kind)) == wanted), None)
        if row is None:
            raise ReviewError(
                f"Nobody taught {text!r} as a name of {place_id} here, and what the tables hold stays. "
                "See what was added with: furat gazetteer added"
            )
        if row.kind == "official":
            raise ReviewError(
                f"{row.text} is the main name of {place_id}, which was added here. To take the place out, undo the act "
                "that added it."
            )
        act = Act("forget", why=why.strip())
        act.put(LocalNameRow, (place_id, row.text, row.language), None)
        return commit(session, act, by)


def add_place(
    workspace: Workspace,
    by: Person,
    gazetteer: Gazetteer,
    *,
    name_ar: str,
    name_en: str,
    kind: str,
    parent_id: str,
    lat: float,
    lon: float,
    uncertainty_km: float | None = None,
    use: str = "any",
    homonym: bool = False,
    note: str = "",
    why: str = "",
) -> tuple[int, str]:
    """Add a place that the gazetteer lacks; return the number of the act and the id of the place.

    Args:
        workspace: Where it holds.
        by: Who adds it.
        gazetteer: The gazetteer, with or without what was added in this workspace.
        name_ar: Its main name in Arabic.
        name_en: Its main name in Latin letters.
        kind: One of ``geo.place.KINDS``, but for a country.
        parent_id: The next larger place.
        lat: Latitude, WGS 84, decimal degrees.
        lon: Longitude.
        uncertainty_km: The radius in which the true point lies, or for an area that of a circle of its size.
        use: When the Arabic name is read as the place, as in ``learn_spelling``.
        homonym: Say that the name is that of another place, too.
        note: Where the point comes from, and what else there is to say.
        why: The reason for the act.

    Raises:
        ReviewError: A value cannot be, the name is that of another place, or the person may not.
    """
    names = (_name(name_ar, "ar", "official", use), _name(name_en, "en", "official", "any"))
    radius = _radius(kind, uncertainty_km)
    note = note.strip()
    _refuse_control_characters(note)
    with workspace.session(write=True) as session:
        known = held_additions(session).on(gazetteer)
        _check_point(lat, lon, known.get(parent_id), parent_id)
        for name in names:
            _check_against(name, known, homonym=homonym)
        place_id = _new_id(session, known, names, lat, lon)
        act = Act("add_place", why=why.strip())
        values = {"place_id": place_id, "kind": kind, "parent_id": parent_id, "lat": float(lat), "lon": float(lon)}
        act.put(LocalPlaceRow, place_id, {**values, "uncertainty_km": radius, "note": note})
        for name in names:
            _put_name(act, place_id, name)
        return commit(session, act, by), place_id


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def _put_name(act: Act, place_id: str, name: PlaceName) -> None:
    values = {"place_id": place_id, "text": name.text, "language": name.language, "kind": name.kind, "use": name.use}
    act.put(LocalNameRow, (place_id, name.text, name.language), values)


def _name(text: str, language: str, kind: str, use: str) -> PlaceName:
    """Return a name that may be taught, whatever place it is of."""
    _one_of("language", language, LANGUAGES)
    _one_of("use", use, NAME_USES)
    _refuse_control_characters(text)
    name = PlaceName(" ".join(text.split()), language, kind, use)
    if not name.text:
        raise ReviewError("The name is empty. Write it as reports do.")
    if len(name.text) > MOST_LETTERS:
        raise ReviewError(f"A name of {len(name.text)} letters is none: give {MOST_LETTERS} at most.")
    wrong = script_fault(name.text, language)
    if wrong:
        raise ReviewError(f"{name.text!r} is not in {wrong[0]}. Cure: {wrong[1]}.")
    _, form = name_key(name)
    least = LEAST_LETTERS[language]
    if len(form) < least and not _only_shown(name):
        raise ReviewError(f"{name.text!r} is too short to be read as a name: {least} letters are the least.")
    return name


def _only_shown(name: PlaceName) -> bool:
    """Whether a name is there to be shown, and need not be found in texts: the English name of an added place."""
    return name.language == "en" and name.kind == "official"


def _check_against(name: PlaceName, known: Gazetteer, *, homonym: bool) -> None:
    """Refuse a name that another place bears, unless that is meant; and an ordinary word that would be read anywhere.

    All places of one spelling are read in the same way, so that a homonym takes the use that the spelling has.
    """
    key = name_key(name)
    held = [(place, item.use) for place in known for item in place.names if name_key(item) == key]
    if held and not homonym:
        raise ReviewError(
            f"{name.text} is a name of another place, {_called(held[0][0])}. If both are called so, say that it is a "
            "homonym (--homonym): which one a report means is then decided by what else it names."
        )
    if held:
        place, use = max(held, key=lambda item: NAME_USES.index(item[1]))
        if name.use != use:
            raise ReviewError(
                f"{name.text} is read as {_called(place)} with use {use!r}, and one spelling has one use. "
                f"Give use {use!r}."
            )
        return
    why = why_ordinary(name.text, _lexicon()) if name.use == "any" and not _only_shown(name) else None
    if why:
        raise ReviewError(
            f"{name.text!r} cannot be read as a place wherever it stands: {why}. Give use 'context' (beside a "
            "preposition of place, a head noun or another place) or 'cue' (only behind a head noun such as بلدة)."
        )


def _check_point(lat: float, lon: float, parent: Place | None, parent_id: str) -> None:
    if parent is None:
        raise ReviewError(f"There is no place {parent_id!r} to be the parent. Find ids with: furat gazetteer search")
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ReviewError(f"{lat}, {lon} is no point. Give latitude and longitude in decimal degrees.")
    apart = km((lat, lon), (parent.lat, parent.lon))
    if apart > NEIGHBOURHOOD_KM:
        raise ReviewError(
            f"{lat}, {lon} lies {apart:.0f} km from {_called(parent)}, which shall hold it; {NEIGHBOURHOOD_KM:.0f} km "
            "are the most. Check the coordinates (latitude first), or name a nearer parent, such as the sub-district."
        )


def _radius(kind: str, uncertainty_km: float | None) -> float:
    _one_of("kind", kind, tuple(one for one in KINDS if one != "country"))
    if uncertainty_km is None:
        if kind in AREA_KINDS:
            raise ReviewError(f"A {kind} is an area: give its radius in kilometres as its uncertainty.")
        return POINT_UNCERTAINTY_KM
    if not _LEAST_KM <= uncertainty_km <= _MOST_KM:  # not a number fails as well
        raise ReviewError(f"An uncertainty of {uncertainty_km} km cannot be: give {_LEAST_KM:g} to {_MOST_KM:g}.")
    return float(uncertainty_km)


def _new_id(session: Session, known: Gazetteer, names: tuple[PlaceName, ...], lat: float, lon: float) -> str:
    """Return an id that no place has or ever had here: what was taken back may still stand in exports."""
    acts = session.scalars(select(ChangeRow.after).where(ChangeRow.act == "add_place")).all()
    used = {place_id for after in acts for place_id in after.get(str(LocalPlaceRow.__tablename__), ())}
    plain = unicodedata.normalize("NFKD", names[1].text.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`]", "", plain)).strip("-")[:60].strip("-")
    facts = "\n".join([*(name.text for name in names), f"{lat:.5f}", f"{lon:.5f}"])
    others = (hashlib.sha256(f"{facts}\n{number}".encode()).hexdigest()[:8] for number in count())
    ids = (LOCAL_PREFIX + candidate for candidate in chain([slug], (f"{slug}-{digest}" for digest in others)))
    return next(one for one in ids if one not in known and one not in used and not session.get(LocalPlaceRow, one))


def _refuse_control_characters(text: str) -> None:
    """Refuse what a page, a table or a terminal would obey instead of showing it."""
    for char in text:
        if unicodedata.category(char).startswith("C"):
            raise ReviewError(f"The text holds the control character U+{ord(char):04X}. Write it again without it.")


def _one_of(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ReviewError(f"There is no {what} {value!r}. There are: {', '.join(allowed)}.")


def _called(place: Place) -> str:
    return f"{place.place_id} ({place.name_ar}, {place.name_en}, {place.kind})"
