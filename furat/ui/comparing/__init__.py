"""The parts of the compare page: its address, its sides, its chart, its table."""
