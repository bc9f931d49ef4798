"""Many footprints as arrays: a row for each step, a column for each subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from models.moments import Minute
from models.protocol import Protocol
from models.protocol.arithmetic.shift_tables import OPEN_BELOW, Minutes
from models.timeline.exposures.stops import clears_if_stopped
from models.timeline.footprints.footprint import HEAD, NOTHING, STEP
from models.timeline.network.batch import Flags

_MINUTES = ("earliest", "latest", "floor", "stopped", "first", "last", "first_now")
_STEP = np.dtype([("bits", "u1"), *((name, "<i4") for name in _MINUTES)])


@dataclass(frozen=True, eq=False)
class Columns:
    """The footprints of subjects of one protocol."""

    protocol: Protocol
    going_on: npt.NDArray[np.uint64]
    steps: npt.NDArray[np.void]

    def has(self, bit: int) -> Flags:
        """Of which steps one thing is said."""
        return (self.steps["bits"] & bit).astype(bool)

    def minutes(self, name: str, nothing: Minute) -> Minutes:
        """One kind of minute; `nothing` where it is not known."""
        minutes: Minutes = self.steps[name].astype(np.int64)
        minutes[minutes == NOTHING] = nothing
        return minutes

    def floors_if_stopped(self, now: Minute, zone: ZoneInfo) -> Minutes:
        """Washouts over each step, if every exposure that goes on were stopped now."""
        floors = self.minutes("stopped", OPEN_BELOW)
        for place, washout in enumerate(self.protocol.washout):
            who = np.flatnonzero((self.going_on >> np.uint64(place)) & np.uint64(1))
            if len(who):
                row = self.protocol.order[washout.anchor]
                minute = clears_if_stopped(washout, now, zone)
                floors[row, who] = np.maximum(floors[row, who], minute)
        return floors


def columns_of(protocol: Protocol, contents: Sequence[bytes]) -> Columns | None:
    """Footprints side by side; None where one is not of this protocol."""
    count = len(protocol.step)
    whole = np.dtype([("going_on", "<u8"), ("steps", _STEP, (count,))])
    if any(len(content) != HEAD.size + count * STEP.size for content in contents):
        return None
    rows = np.frombuffer(b"".join(contents), whole)
    return Columns(protocol, rows["going_on"], rows["steps"].T)
