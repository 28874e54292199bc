"""The extractor, loaded once, and ways to read a sentence with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import settings

from extraction.pipeline import Extractor, gather, load_extractor, read_report
from extraction.types import Estimate, Reading, Report
from geo.gazetteer import load_gazetteer

settings.register_profile("furat", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("furat")

PUBLISHED = date(2023, 3, 15)
"""The day on which the sentences of these tests are published unless they say else: a Wednesday."""


def report_of(text: str, published: date | str | None = PUBLISHED, **values: str) -> Report:
    when = date.fromisoformat(published) if isinstance(published, str) else published
    return Report(values.pop("report_id", "r"), text, published=when, **values)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor(load_gazetteer())


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[..., Reading]:
    """Read a text: ``read("...", "2023-03-15")``."""
    return lambda text, published=PUBLISHED, **values: read_report(report_of(text, published, **values), extractor)


@pytest.fixture(scope="session")
def material(extractor: Extractor) -> Callable[..., Any]:
    """Gather what linking needs from a text."""
    return lambda text, published=PUBLISHED: gather(report_of(text, published), extractor)


SHORT = {
    "Armed clash": "clash",
    "Attack": "attack",
    "Remote explosive/landmine/IED": "ied",
    "Suicide bomb": "suicide",
    "Shelling/artillery/missile attack": "shelling",
    "Air/drone strike": "air",
    "Grenade": "grenade",
    "Chemical weapon": "chemical",
    "Abduction/forced disappearance": "abduction",
    "Sexual violence": "sexual",
    "Arrests": "arrests",
    "Peaceful protest": "peaceful",
    "Protest with intervention": "intervention",
    "Excessive force against protesters": "excessive",
    "Violent demonstration": "violent",
    "Mob violence": "mob",
    "Looting/property destruction": "looting",
    "Disrupted weapons use": "disrupted",
    "Government regains territory": "regains",
    "Non-state actor overtakes territory": "overtakes",
    "Non-violent transfer of territory": "transfer",
    "Headquarters or base established": "base",
    "Agreement": "agreement",
    "Change to group/activity": "change",
    "Other": "other",
}


def _count(letter: str, estimate: Estimate | None) -> str:
    if estimate is None or estimate.low is None:
        return ""
    return f" {letter}{estimate.low}" + ("" if estimate.high == estimate.low else f"-{estimate.high or ''}")


@pytest.fixture(scope="session")
def told(read: Callable[..., Reading]) -> Callable[..., list[str]]:
    """What a text tells, one line an incident in the order of the text: "الشحيل ied k2 i3-" (3 or more wounded)."""

    def tell(text: str, published: date | str | None = PUBLISHED) -> list[str]:
        return [
            (incident.location.name_ar if incident.location else "?")
            + f" {SHORT[incident.sub_event_type]}{_count('k', incident.killed)}{_count('i', incident.injured)}"
            + (" shared" if incident.casualties_shared else "")
            for incident in read(text, published).incidents
        ]

    return tell
