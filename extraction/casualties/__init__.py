"""Counts of killed and wounded in a report."""

from extraction.casualties.reader import Count
from extraction.casualties.statements import find_counts

__all__ = ["Count", "find_counts"]
