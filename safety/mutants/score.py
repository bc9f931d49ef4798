"""What came of all faults: counted, nothing taken out of the count."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safety.changes.sessions import Outcome
from safety.mutants.data_faults import DataFault
from safety.mutants.mutations import Mutation

NOTICED = (Outcome.KILLED, Outcome.REFUSED)


@dataclass(frozen=True)
class Known:
    """One fault with its outcome, whether it was tried now or is kept from before."""

    fault: Mutation | DataFault
    outcome: Outcome
    by: str | None

    @property
    def room(self) -> str:
        """The folder or file that its score counts for."""
        if isinstance(self.fault, DataFault):
            return self.fault.file
        return self.fault.place.file.rpartition("/")[0]


def scores(known: Iterable[Known]) -> dict[str, Counter[str]]:
    """Outcomes by room; those that timed out or that no test runs stay among the tried."""
    found: dict[str, Counter[str]] = {}
    for each in known:
        found.setdefault(each.room, Counter())[each.outcome] += 1
    return found


def percent(counted: Counter[str]) -> float:
    """Noticed ones of all that were tried."""
    return 100 * sum(counted[each] for each in NOTICED) / max(1, counted.total())


def table(by_room: Mapping[str, Counter[str]], of: Mapping[str, int]) -> list[str]:
    """A line for each room, and one for the code and the data as wholes."""
    lines = [_line(room, counted, of.get(room, 0)) for room, counted in sorted(by_room.items())]
    for title, is_data in (("code", False), ("data", True)):
        rooms = [room for room in by_room if room.endswith(".toml") is is_data]
        whole = sum((by_room[room] for room in rooms), Counter())
        every = sum(count for room, count in of.items() if room.endswith(".toml") is is_data)
        lines.append(_line(title, whole, every))
    return lines


def _line(title: str, counted: Counter[str], of: int) -> str:
    told = ", ".join(f"{counted[each]} {each}" for each in Outcome if counted[each])
    return f"{title}: {percent(counted):.1f} % of {counted.total()} (of {of}): {told}"


def result(known: list[Known], of: Mapping[str, int], why: Mapping[tuple[str, str], str]) -> str:
    """For `safety/results/mutants.json`."""
    by_room = scores(known)
    missed = [each for each in known if each.outcome not in NOTICED]
    found = {
        "all": dict(of),
        "tried": {room: dict(counted) for room, counted in sorted(by_room.items())},
        "percent": {room: round(percent(counted), 1) for room, counted in sorted(by_room.items())},
        "missed": [
            {
                "owner": each.fault.owner,
                "line": each.fault.line,
                "fault": each.fault.name,
                "outcome": each.outcome,
                "reason": why.get((each.fault.owner, each.fault.name)),
            }
            for each in missed
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
