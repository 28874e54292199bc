"""Figures over incidents: aggregation by place, evaluation against labelled reports."""
