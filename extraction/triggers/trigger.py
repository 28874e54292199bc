"""What an event word in a report is."""

from extraction.values import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event. ``kind`` is a key of ``events.yaml``; ``modality`` is empty for an event told as
    having happened, else negation, denial, plan, statistic, attempt or description; ``definite`` marks a noun with the
    article (رداً على الهجوم), which points to an event told elsewhere if the passage tells another."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    head: bool
    form: str
    prefix: str
    modality: str = ""

    definite: bool = False
