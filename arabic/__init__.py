"""The written language: folding with offsets, tokens and proclitics, numerals. Standard library only."""
