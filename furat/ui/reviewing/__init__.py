"""The parts of the review page: what is typed, what a button does, the form, the map, the dossier as HTML."""
