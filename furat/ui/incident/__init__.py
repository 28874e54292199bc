"""The incident card: all that is known of one incident, each value beside the words that say it, and what to do."""
