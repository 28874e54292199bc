"""Who the places and boundaries come from, as their licences want it said wherever they are shown or exported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataSource:
    """A source of the gazetteer: its name as it wants to be named, its licence, and the link to the licence if any."""

    name: str
    licence: str
    licence_url: str | None


DATA_SOURCES = (
    DataSource("UN OCHA", "CC BY 3.0 IGO", "https://creativecommons.org/licenses/by/3.0/igo/"),
    DataSource("UCDP GED, Uppsala University", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    DataSource("GeoNames", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    DataSource("OpenSyria", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    DataSource("GSHHG (Wessel and Smith)", "LGPL 3.0", "https://www.gnu.org/licenses/lgpl-3.0.html"),
    DataSource("Airwars", "facts only, no open licence", None),
)
"""The sources that must be named, those of most places first. ``data/LICENSES.md`` says what each gave."""

_LEADS = {"en": "Places and boundaries", "ar": "الأماكن والحدود"}


def attribution(language: str = "en") -> str:
    """Return the one-line attribution that maps and exports show; ``language`` of its lead words is ``en`` or ``ar``.

    Raises ``KeyError`` for another language.
    """
    named = "; ".join(f"{source.name} ({source.licence})" for source in DATA_SOURCES)
    return f"{_LEADS[language]}: {named}"
