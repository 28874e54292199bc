"""From a Report to reported incidents: pure functions over spans; no clock, network or database."""
