"""Migrations of the database (Alembic): one file a step, from the first version on."""
