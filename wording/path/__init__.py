"""Windows, conflicts, the gate, what is held again and what ends a path, in words."""

from wording.path import closed_days, closings, conflicts, gates, holds, repeats, rules, windows

__all__ = ["closed_days", "closings", "conflicts", "gates", "holds", "repeats", "rules", "windows"]
