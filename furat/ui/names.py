"""Names of places and actors in the language of the page, with the Arabic of a place always beside the English."""

from collections.abc import Mapping
from dataclasses import dataclass

from furat.ui.texts import Texts
from geo.gazetteer import Gazetteer
from geo.place import Place

_CHAIN = ("governorate", "district", "subdistrict")


@dataclass(frozen=True, slots=True)
class Names:
    """Writes ids as names. ``actors`` maps an actor id to its names by language."""

    texts: Texts
    gazetteer: Gazetteer
    actors: Mapping[str, Mapping[str, str]]

    def actor(self, actor_id: str) -> str:
        """Return the name of an actor, or its id where the lexicon has lost it."""
        return self.actors.get(actor_id, {}).get(self.texts.language) or actor_id.replace("_", " ")

    def actor_list(self, actor_ids: tuple[str, ...]) -> str:
        """Return the names of actors as one enumeration."""
        return ("، " if self.texts.right_to_left else ", ").join(self.actor(actor_id) for actor_id in actor_ids)

    def pair(self, name_ar: str, name_en: str) -> str:
        """Return a place's two names, that of the page's language first, once where they are the same."""
        first, second = (name_ar, name_en) if self.texts.right_to_left else (name_en, name_ar)
        return " · ".join(dict.fromkeys(name for name in (first, second) if name))

    def place(self, place_id: str) -> str:
        """Return both names of a place, or its id where the gazetteer has lost it."""
        place = self.gazetteer.get(place_id)
        return self.pair(place.name_ar, place.name_en) if place else place_id

    def place_option(self, place_id: str) -> str:
        """Return a place as the filter offers it: its names, its kind, and the units that hold it, nearest first.

        The name leads, because a narrow box cuts the end off; the units tell two villages of one name apart.
        """
        place = self.gazetteer.get(place_id)
        if place is None:
            return place_id
        units = [unit for unit in self.gazetteer.ancestors(place_id) if unit.kind in _CHAIN or unit.kind == "city"]
        within = " ‹ ".join(self.short(unit) for unit in units)
        kind = self.texts.label("kind", place.kind)
        return f"{self.pair(place.name_ar, place.name_en)} ({kind}{': ' + within if within else ''})"

    def short(self, place: Place) -> str:
        """Return the name of a place in the language of the page."""
        return place.name_ar if self.texts.right_to_left else place.name_en
