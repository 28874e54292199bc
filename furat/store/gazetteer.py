"""What people added to the gazetteer of a workspace, and the gazetteer with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from furat.store.database import Workspace
from furat.store.tables import LocalNameRow, LocalPlaceRow
from geo.gazetteer import Gazetteer
from geo.overlay import extended
from geo.place import Place, PlaceName

LOCAL_PREFIX = "local-"
"""How the ids of added places begin, so that they never meet one of the tables."""

COORD_QUALITY = "described"
"""The quality of an added point: a person gives it, from a record, a text or their own knowledge."""

COORD_SOURCE = "added in a workspace"
"""What stands for the source of an added point until somebody names one."""


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name that a person taught, and the place that it names."""

    place_id: str
    name: PlaceName


@dataclass(frozen=True, slots=True)
class Additions:
    """All that people added to a gazetteer, by id and spelling: values, so that two states compare."""

    places: tuple[Place, ...] = ()
    names: tuple[LocalName, ...] = ()

    def on(self, base: Gazetteer) -> Gazetteer:
        """Return the gazetteer with the additions; the same one where there are none."""
        names: dict[str, list[PlaceName]] = defaultdict(list)
        for item in self.names:
            names[item.place_id].append(item.name)
        return extended(base, self.places, names)


def additions(workspace: Workspace) -> Additions:
    """Return what people added in a workspace."""
    with workspace.session() as session:
        return held_additions(session)


def local_gazetteer(workspace: Workspace, base: Gazetteer) -> Gazetteer:
    """Return the gazetteer that holds in a workspace: the tables, and what people added; ``base`` if nothing was."""
    return additions(workspace).on(base)


def held_additions(session: Session) -> Additions:
    """Return the additions as a transaction sees them."""
    names = session.scalars(
        select(LocalNameRow).order_by(LocalNameRow.place_id, LocalNameRow.language, LocalNameRow.text)
    ).all()
    rows = session.scalars(select(LocalPlaceRow).order_by(LocalPlaceRow.place_id)).all()
    own: dict[str, list[PlaceName]] = defaultdict(list)
    taught: list[LocalName] = []
    local = {row.place_id for row in rows}
    for row in names:
        name = PlaceName(row.text, row.language, row.kind, row.use)
        if row.place_id in local and row.kind == "official":
            own[row.place_id].append(name)
        else:
            taught.append(LocalName(row.place_id, name))
    return Additions(tuple(_places(rows, own)), tuple(taught))


def _places(rows: Iterable[LocalPlaceRow], names: Mapping[str, Sequence[PlaceName]]) -> Iterable[Place]:
    for row in rows:
        main = {name.language: name.text for name in names.get(row.place_id, ())}
        if "ar" in main and "en" in main:
            yield Place(
                place_id=row.place_id,
                name_ar=main["ar"],
                name_en=main["en"],
                kind=row.kind,
                parent_id=row.parent_id,
                lat=row.lat,
                lon=row.lon,
                coord_quality=COORD_QUALITY,
                coord_source=COORD_SOURCE,
                uncertainty_km=row.uncertainty_km,
                names=tuple(names[row.place_id]),
                note=row.note,
            )
