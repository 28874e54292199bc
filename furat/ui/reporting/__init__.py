"""The parts of the reports page, one file each: boxes, the work in hand, preview, outcome, kept reports."""
