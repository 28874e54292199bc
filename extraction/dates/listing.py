"""The days of a digest: items that each begin with a weekday (- الأحد: … - الاثنين: …) follow one another."""

from dataclasses import replace
from datetime import timedelta

from extraction.dates.reader import DateMention
from extraction.document import Document

_WEEK = timedelta(days=7)


def in_order(document: Document, found: list[DateMention]) -> list[DateMention]:
    """Return the dates of a report with the first day of a digest in its order.

    A weekday alone is the nearest one before publication, that day included: الأحد of a digest that appears on a Sunday
    would be the day itself. If الاثنين follows it, it is the Sunday before; if السبت does, the digest goes back from
    day to day, and it is not.
    """
    heads = [at for at, mention in enumerate(found) if _heads_item(document, mention)][:2]
    if len(heads) < 2:
        return found
    day, following = (found[at].start_date for at in heads)
    if day is None or following is None or day != document.report.published:
        return found
    before = day - _WEEK
    if not before < following or following - before >= day - following:
        return found
    at = heads[0]
    return [*found[:at], replace(found[at], start_date=before, end_date=before), *found[at + 1 :]]


def _heads_item(document: Document, mention: DateMention) -> bool:
    """Whether a weekday, and nothing but it, begins a line."""
    sentence = document.sentence_of[mention.first]
    alone = mention.rule == "date.weekday" and mention.start_date == mention.end_date
    starts_line = sentence.bullet or sentence.first == 0 or "\n" in document.gaps[sentence.first]
    return alone and starts_line and mention.first - sentence.first <= 1
