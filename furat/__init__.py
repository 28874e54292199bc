"""The application around the core: readers, store, exchange, analysis, command line and pages."""
