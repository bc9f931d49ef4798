"""Alerts on what is late, soon due, lapsed or lost."""
