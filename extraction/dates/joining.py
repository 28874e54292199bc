"""Neighbouring date expressions that say one date."""

from collections.abc import Iterable
from dataclasses import replace

from extraction.dates.reader import DateMention, Reader
from extraction.dates.words import BETWEEN

_MARKS = frozenset(".\n؛:!؟")


def joined(reader: Reader, found: Iterable[DateMention]) -> list[DateMention]:
    """Join neighbours that say one date: أمس الاثنين, الثلاثاء 12 أيلول, بين 29 تموز و4 آب."""
    out: list[DateMention] = []
    for mention in found:
        previous = out[-1] if out else None
        if previous is None or not _adjacent(reader, previous, mention):
            out.append(mention)
            continue
        both = _both(reader, previous, mention)
        if both is None:
            out.append(mention)
        else:
            out[-1] = both
    return out


def _adjacent(reader: Reader, first: DateMention, second: DateMention) -> bool:
    if first.back or second.back:
        return False
    between = reader.document.words[first.last : second.first]
    text = reader.document.text[first.end : second.start]
    return len(between) <= 2 and set(between) <= BETWEEN and _MARKS.isdisjoint(text)


def _both(reader: Reader, first: DateMention, second: DateMention) -> DateMention | None:
    joined = replace(
        first,
        end=second.end,
        last=second.last,
        rule=second.rule,
        explicit=True,
        since=first.since or second.since,
        future=first.future or second.future,
    )
    between = reader.document.words[first.last : second.first]
    word = between[0] if between else reader.word(second.first)
    if word.startswith("و") and first.start_date and second.end_date and reader.word(first.first - 1) in ("بين", "ما"):
        return replace(joined, start_date=first.start_date, end_date=second.end_date)
    if reader.document.text[first.end : second.start].strip() == "-" and first.explicit and second.explicit:
        return replace(joined, start_date=first.start_date, end_date=second.end_date)
    if word.startswith("و"):
        return None
    if first.start_date is None or second.start_date is None:
        return (
            replace(joined, start_date=second.start_date, end_date=second.end_date)
            if first.weekday is not None
            else None
        )
    if second.explicit:  # الثلاثاء 12 أيلول, أمس الثلاثاء 27 حزيران: the full date decides
        return replace(joined, start_date=second.start_date, end_date=second.end_date)
    if first.explicit:
        return replace(joined, start_date=first.start_date, end_date=first.end_date)
    # أمس الاثنين in a report of Wednesday: both days, so that the truth is covered.
    ends = (first.end_date or first.start_date, second.end_date or second.start_date)
    return replace(joined, start_date=min(first.start_date, second.start_date), end_date=max(ends), explicit=False)
