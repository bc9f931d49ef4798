"""Dates that are not suggested: while a hold stands, and behind what was called off."""

from dataclasses import replace

from models.timeline.windows.behind_cancelled import behind_cancelled
from models.timeline.windows.case import Case
from models.timeline.windows.windows import Windows


def held_back(windows: Windows, case: Case) -> Windows:
    """The same windows; no date is suggested for what waits, nor for what hangs on it."""
    without = case.undated_for_holds | behind_cancelled(case).keys()
    if not without:
        return windows
    left = {step: minute for step, minute in windows.proposed.items() if step not in without}
    return replace(windows, proposed=left)
