"""Causes of alerts, and what each asks for, in words."""

from wording.alerts import asks, contradictions, delays, moves, records, told

__all__ = ["asks", "contradictions", "delays", "moves", "records", "told"]
