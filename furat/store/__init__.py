"""Workspace, database and filters: the only place that knows SQL."""
