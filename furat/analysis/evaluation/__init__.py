"""Measuring what is read against labelled documents: places, then incidents, then what is said of each incident."""
