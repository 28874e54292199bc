"""Date expressions: found by their words, resolved against the date of publication.

Month names come from Babel (Levantine and Gregorian-Arabic) and hijridate (Hijri); the grammar is ours, since general
parsers read fewer than half of the forms of Arabic news and are silently wrong on others. How each form resolves is
laid down in docs/rules.md (the labelling guide): a day without a year is the nearest such date not after publication.
"""

from extraction.dates.finder import dateline, event_date, find_dates
from extraction.dates.reader import DateMention
from extraction.dates.words import month_names
from extraction.dates.written import written

__all__ = ["DateMention", "dateline", "event_date", "find_dates", "month_names", "written"]
