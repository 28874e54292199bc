"""Files in any shape and encoding, read into reports."""
