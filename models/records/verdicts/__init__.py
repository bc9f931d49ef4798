"""Verdicts on what was done, as they were given."""
