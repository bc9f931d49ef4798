"""Gates before which nobody could come to stand in the order in which they are written."""

from collections.abc import Iterator
from itertools import pairwise

from models.protocol.checks.flaws import Flaw
from models.protocol.path import Gate
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_path import (
    AimNotBehind,
    GateNeverReached,
    GateOutOfOrder,
    TwoGatesBefore,
)


def gate_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Aims that do not come behind their gate, and gates out of the order of the path."""
    for index, gate in enumerate(protocol.gate):
        if gate.towards != gate.before and gate.before not in protocol.before[gate.towards]:
            reason = AimNotBehind(towards=gate.towards, before=gate.before)
            yield Flaw("gate", index, "towards", reason)
    for index, (above, gate) in enumerate(pairwise(protocol.gate), start=1):
        yield from _after(above, gate, index, protocol)


def _after(above: Gate, gate: Gate, index: int, protocol: Protocol) -> Iterator[Flaw]:
    order = protocol.order
    if gate.before == above.before:
        yield Flaw("gate", index, "before", TwoGatesBefore(step=gate.before))
    elif order[gate.before] < order[above.before]:
        out_of_order = GateOutOfOrder(step=gate.before, later=above.before)
        yield Flaw("gate", index, "before", out_of_order)
    elif order[gate.towards] <= order[above.towards]:
        never = GateNeverReached(step=gate.before, towards=above.towards)
        yield Flaw("gate", index, "towards", never)
