"""Dates that are not suggested while a hold stands."""

from dataclasses import replace

from models.timeline.windows.case import Case
from models.timeline.windows.windows import Windows


def held_back(windows: Windows, case: Case) -> Windows:
    """The same windows; no date is suggested for what waits, nor for what hangs on it."""
    if not case.undated_for_holds:
        return windows
    left = {
        step: minute
        for step, minute in windows.proposed.items()
        if step not in case.undated_for_holds
    }
    return replace(windows, proposed=left)
