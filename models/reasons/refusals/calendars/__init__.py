"""Calendars: links to ours, the bytes that we publish, and those of others that are read."""
