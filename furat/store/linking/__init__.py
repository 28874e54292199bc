"""Record linkage: which reported incidents, of several outlets and days, tell one event. Block, compare, cluster."""
