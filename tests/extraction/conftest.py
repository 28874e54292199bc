"""The extractor, loaded once, and ways to read a sentence with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from extraction.pipeline import Extractor, gather, load_extractor, read_report
from extraction.types import Reading, Report
from geo.gazetteer import load_gazetteer

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
