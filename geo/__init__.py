"""Places and geometry: gazetteer, admin areas, map layers. Knows nothing of incidents."""
