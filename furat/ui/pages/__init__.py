"""The pages of the dashboard: thin, what they show is computed elsewhere."""
