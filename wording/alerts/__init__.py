"""Causes of alerts, and what each asks for, in words."""

from wording.alerts import (
    asks,
    bookings,
    contradictions,
    delays,
    doubts,
    moves,
    records,
    told,
    ways,
)

__all__ = [
    "asks",
    "bookings",
    "contradictions",
    "delays",
    "doubts",
    "moves",
    "records",
    "told",
    "ways",
]
