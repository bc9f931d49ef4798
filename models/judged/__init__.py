"""Verdicts on what was done, kept as they were given: what each was made with, and what changed."""
