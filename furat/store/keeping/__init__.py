"""Keeping a workspace safe: backups, the way back from them, and taking a report out for good."""
