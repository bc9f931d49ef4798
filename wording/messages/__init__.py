"""Alerts and digests as mail and chat carry them, below each ceiling."""
