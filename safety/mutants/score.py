"""What came of all faults: counted, nothing taken out of the count."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.texts import Texts
from safety.changes.outcomes import Outcome
from safety.mutants.data_faults import DataFault
from safety.mutants.mutations import Mutation

GOAL = 95.0
"""So many of a hundred faults that were tried are to be noticed."""

WHOLES = {"code": False, "data": True}
"""The rows of all code and all data, and which of them is data."""

NOTICED = (Outcome.KILLED, Outcome.REFUSED, Outcome.ENDLESS)
"""A test that never ends is noticed by whoever waits for it; tests that were cut short are not."""


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


def percent(counted: Counter[str]) -> float | None:
    """Noticed ones of all that were tried; None where none was."""
    if not counted:
        return None
    return round(100 * sum(counted[each] for each in NOTICED) / counted.total(), 1)


def rows(by_room: Mapping[str, Counter[str]], of: Mapping[str, int]) -> list[dict[str, object]]:
    """The score of each room, and of the code and the data as wholes; `of` counts all faults."""
    found = [_row(room, counted, of.get(room, 0)) for room, counted in sorted(by_room.items())]
    for title, is_data in WHOLES.items():
        whole = sum((by_room[room] for room in by_room if _is_data(room) is is_data), Counter())
        every = sum(count for room, count in of.items() if _is_data(room) is is_data)
        found.append(_row(title, whole, every))
    return found


def is_reached(rows_told: Iterable[Mapping[str, object]]) -> bool:
    """Whether enough of the code's faults is noticed, and of the data's; of neither if untried."""
    wholes = [row["percent"] for row in rows_told if row["place"] in WHOLES]
    tried = [percent for percent in wholes if isinstance(percent, float)]
    return bool(tried) and min(tried) >= GOAL


def _is_data(room: str) -> bool:
    return room.endswith(".toml")


def _row(place: str, counted: Counter[str], of: int) -> dict[str, object]:
    noticed = sum(counted[each] for each in NOTICED)
    shares = {"noticed": noticed, "percent": percent(counted)}
    return {"place": place, "faults": of, "tried": counted.total(), **shares}


def told(row: Mapping[str, object]) -> str:
    """A row for a terminal."""
    score = "nothing" if row["percent"] is None else f"{row['percent']} %"
    return f"{row['place']}: {score} of {row['tried']} tried (of {row['faults']})"


def result(known: list[Known], of: Mapping[str, int], why: Mapping[tuple[str, str], Texts]) -> str:
    """For `safety/results/mutants.json`."""
    by_room = scores(known)
    missed = [each for each in known if each.outcome not in NOTICED]
    found = {
        "all": dict(of),
        "tried": {room: dict(counted) for room, counted in sorted(by_room.items())},
        "score": rows(by_room, of),
        "missed": [
            {
                "owner": each.fault.owner,
                "line": each.fault.line,
                "fault": each.fault.name,
                "outcome": each.outcome,
                "reason": _in_each_language(why.get((each.fault.owner, each.fault.name))),
            }
            for each in missed
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _in_each_language(reason: Texts | None) -> dict[str, str] | None:
    return None if reason is None else dict(reason)
