"""Linking: from mentions to reported incidents (see ``assemble``)."""
