"""Formats in and out: JSONL, CSV and GeoJSON of incidents and places."""
