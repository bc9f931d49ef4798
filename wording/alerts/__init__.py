"""Causes of alerts, and what each asks for, in words."""

from wording.alerts import asks, delays, moves, records, told

__all__ = ["asks", "delays", "moves", "records", "told"]
