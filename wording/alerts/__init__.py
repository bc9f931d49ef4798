"""Causes of alerts, and what each asks for, in words."""

from wording.alerts import asks, bookings, delays, doubts, moves, records, told, ways

__all__ = ["asks", "bookings", "delays", "doubts", "moves", "records", "told", "ways"]
