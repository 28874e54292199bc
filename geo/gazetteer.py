"""The gazetteer: places by id, their tree of admin units, and regions known as unions of units."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geo.faults import Fault, GazetteerError
from geo.place import UNIT_KINDS, Admin, Place, PlaceName
from geo.tables import TABLE_FILES, NameRow, PlaceRow, Tables, read_tables

__all__ = ["DEFAULT_FOLDER", "Gazetteer", "GazetteerError", "load_gazetteer"]

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
"""The project's own tables."""

_PCODE = re.compile(r"SY(\d{2}|\d{4}|\d{6})?|C\d{4}")
_UNIT_WORD = re.compile(r" (?:governorate|district|subdistrict)$")


class Gazetteer:
    """Places by id, in the order of the tables. Immutable once made, so that one instance can serve every thread.

    ``regions`` maps a region known as a union of admin units (ريف دير الزور الشرقي) to the ids of these units.
    ``version`` is a short hash of the table files: it is stamped on results, since another table gives other results.
    """

    def __init__(
        self, places: Iterable[Place], *, regions: Mapping[str, tuple[str, ...]] | None = None, version: str = ""
    ) -> None:
        self._places = {place.place_id: place for place in places}
        self.regions: Mapping[str, tuple[str, ...]] = dict(regions or {})
        self.version = version
        self._children: dict[str, list[str]] = defaultdict(list)
        for place in self._places.values():
            if place.parent_id is not None:
                self._children[place.parent_id].append(place.place_id)
        self._ancestors: dict[str, tuple[Place, ...]] = {}
        self._descendants: dict[str, frozenset[str]] = {}
        self._admin: dict[str, Admin] = {}

    def __getitem__(self, place_id: str) -> Place:
        """Return the place. Raises ``KeyError`` for an id that the gazetteer lacks."""
        return self._places[place_id]

    def get(self, place_id: str | None) -> Place | None:
        """Return the place, or None for an id that the gazetteer lacks (or for None)."""
        return None if place_id is None else self._places.get(place_id)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def ancestors(self, place_id: str) -> tuple[Place, ...]:
        """Return the places that hold this one by the tree, nearest first, ending in a country."""
        found = self._ancestors.get(place_id)
        if found is None:
            parent = self.get(self[place_id].parent_id)
            found = (parent, *self.ancestors(parent.place_id)) if parent else ()
            self._ancestors[place_id] = found
        return found

    def children(self, place_id: str) -> tuple[Place, ...]:
        """Return the places whose parent is this one, in the order of the tables."""
        return tuple(self[child] for child in self._children.get(self[place_id].place_id, ()))

    def descendants(self, place_id: str) -> frozenset[str]:
        """Return the ids of all places inside this one, itself left out.

        Inside a region that is a union of units lie these units and all that they hold, so that الشحيل is found by
        ريف دير الزور الشرقي as well as by its sub-district.
        """
        found = self._descendants.get(place_id)
        if found is None:
            seen: set[str] = set()
            waiting = [self[place_id].place_id]
            while waiting:
                at = waiting.pop()
                inside = [*self._children.get(at, ()), *(self.regions.get(at, ()) if at == place_id else ())]
                waiting += [inner for inner in inside if inner not in seen]
                seen.update(inside)
            found = self._descendants[place_id] = frozenset(seen - {place_id})
        return found

    def within(self, place_id: str, ancestor_id: str) -> bool:
        """Whether the first place lies in the second, by the tree or as part of its union; it lies in itself."""
        return place_id == ancestor_id or place_id in self.descendants(ancestor_id)

    def admin(self, place_id: str) -> Admin:
        """Return the units that hold the place (itself included, if it is one) and the nearest OCHA p-code.

        The names are OCHA's without the word for the unit ("Deir-ez-Zor", not "Deir-ez-Zor governorate"), as other
        humanitarian tables write them. Outside Syria there is no p-code.
        """
        found = self._admin.get(place_id)
        if found is None:
            chain = (self[place_id], *self.ancestors(place_id))
            units = [place for place in reversed(chain) if place.kind in UNIT_KINDS]
            unit = {place.kind: _UNIT_WORD.sub("", place.name_en) for place in units}
            pcode = next((place.place_id for place in chain if _PCODE.fullmatch(place.place_id)), None)
            found = Admin(unit.get("governorate"), unit.get("district"), unit.get("subdistrict"), pcode)
            self._admin[place_id] = found
        return found


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Load the tables of ``folder``, by default the project's own.

    Raises ``GazetteerError`` naming file, line and cure when a row cannot be read or the tree does not hold; a
    gazetteer with a hole would give wrong places without a word.
    """
    folder = folder or DEFAULT_FOLDER
    tables = read_tables(folder)
    faults = tables.faults or structural_faults(tables)
    if faults:
        raise GazetteerError(faults)
    names: dict[str, list[NameRow]] = defaultdict(list)
    for name in tables.names:
        names[name.place_id].append(name)
    regions: dict[str, tuple[str, ...]] = {}
    for row in tables.regions:
        regions[row.region_id] = (*regions.get(row.region_id, ()), row.unit_id)
    places = [_place(row, names[row.place_id]) for row in tables.places]
    return Gazetteer(places, regions=regions, version=_version(folder))


def structural_faults(tables: Tables) -> list[Fault]:
    """Return the faults without which the tables make a tree of named places: ids, parents, names, regions."""
    rows: dict[str, PlaceRow] = {}
    faults = []
    for row in tables.places:
        first = rows.setdefault(row.place_id, row)
        if first is not row:
            what = f"place_id {row.place_id} stands already in {first.file}, line {first.line}"
            faults.append(Fault(row.file, row.line, what, "give the place an id of its own, or merge the two rows"))
    faults += _tree_faults(rows)
    named = defaultdict(set)
    for name in tables.names:
        if name.place_id not in rows:
            what = f"the name {name.text} belongs to {name.place_id}, which no table of places has"
            faults.append(Fault(name.file, name.line, what, "correct the place_id, or take the name out"))
        if name.kind != "alias":
            named[name.place_id].add(name.language)
    for row in rows.values():
        for language in ("ar", "en"):
            if language not in named[row.place_id]:
                what = f"{row.place_id} has no official name in language {language}"
                cure = f"add a row to {row.file.replace('places', 'names')} with kind official (or guess)"
                faults.append(Fault(row.file, row.line, what, cure))
    for region in tables.regions:
        held = rows.get(region.region_id)
        if held is None or held.kind != "region":
            what = f"{region.region_id} is no place of kind region"
            faults.append(Fault(region.file, region.line, what, "correct the region_id"))
        unit = rows.get(region.unit_id)
        if unit is None or unit.kind not in UNIT_KINDS:
            what = f"{region.unit_id} is no governorate, district or sub-district"
            faults.append(Fault(region.file, region.line, what, "name an admin unit that places.csv holds"))
    return sorted(faults)


def _tree_faults(rows: Mapping[str, PlaceRow]) -> list[Fault]:
    faults = []
    for row in rows.values():
        if row.parent_id is None:
            if row.kind != "country":
                what = f"{row.place_id} has no parent, and is no country"
                faults.append(Fault(row.file, row.line, what, "fill in parent_id with the next larger place"))
        elif row.kind == "country":
            what = f"the country {row.place_id} has the parent {row.parent_id}"
            faults.append(Fault(row.file, row.line, what, "leave parent_id of a country empty"))
        elif row.parent_id not in rows:
            what = f"the parent {row.parent_id} of {row.place_id} is missing"
            faults.append(Fault(row.file, row.line, what, f"correct parent_id, or add a row for {row.parent_id}"))
        else:
            path = [row.place_id]
            above: PlaceRow | None = rows[row.parent_id]
            while above is not None and above.place_id not in path:
                path.append(above.place_id)
                above = rows.get(above.parent_id or "")
            if above is row:
                what = f"{row.place_id} lies in itself: {' < '.join([*path, row.place_id])}"
                faults.append(Fault(row.file, row.line, what, "correct a parent_id on this way"))
    return faults


def _place(row: PlaceRow, names: list[NameRow]) -> Place:
    return Place(
        place_id=row.place_id,
        name_ar=_main_name(names, "ar"),
        name_en=_main_name(names, "en"),
        kind=row.kind,
        parent_id=row.parent_id,
        lat=row.lat,
        lon=row.lon,
        coord_quality=row.coord_quality,
        coord_source=row.coord_source,
        uncertainty_km=row.uncertainty_km,
        names=tuple(PlaceName(name.text, name.language, name.kind, name.use) for name in names),
        external_ids=row.external_ids,
        note=row.note,
        usual_sense=row.usual_sense,
    )


def _main_name(names: list[NameRow], language: str) -> str:
    ranked = {name.kind: name.text for name in reversed(names) if name.language == language}
    return ranked.get("official") or ranked["guess"]


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in TABLE_FILES:
        path = folder / file
        if path.exists():
            # A checkout on Windows may end its lines otherwise; the facts are the same.
            digest.update(file.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]
