"""Event words of a report, each with its kind and with whether what it tells happened."""

from extraction.triggers.finder import find_triggers
from extraction.triggers.trigger import Trigger

__all__ = ["Trigger", "find_triggers"]
