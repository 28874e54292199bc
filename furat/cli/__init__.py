"""The furat command: one file a command."""
