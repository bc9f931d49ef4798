"""What the report tells of the files that hazards, trace and mutants keep: numbers and tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from safety.outcome import Row

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What is told of a part; `why` says in what it failed although its run ended well."""

    counts: Mapping[str, int | float]
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    why: tuple[str, ...] = ()


def of_trace(found: Found) -> Told:
    """Of `python -m safety.trace`."""
    orphans = len(found["orphans"])
    return Told({"sentences": found["sentences"], "rules": found["rules"], "orphans": orphans})


def of_mutants(found: Found) -> Told:
    """Of `python -m safety.mutants`: the score of each room, and every fault that was missed."""
    missed = tuple(found["missed"])
    tried = sum(sum(outcomes.values()) for outcomes in found["tried"].values())
    counts = {
        "faults": sum(found["all"].values()),
        "tried": tried,
        "noticed": tried - len(missed),
        "percent": round(100 * (tried - len(missed)) / max(1, tried), 1),
        "missed": len(missed),
        "unexplained": sum(each["reason"] is None for each in missed),
    }
    why = () if tried else ("no fault has a result",)
    return Told(counts, {"score": tuple(found["score"]), "survivors": missed}, why)


def of_hazards(sample: Found, whole: Found | None) -> Told:
    """Of the controls taken away now, and of the last run that took away all of them.

    Args:
        sample: what today's run found, with all of today's controls.
        whole: what `make hazards` kept; None where it was never run.
    """
    now = _by_control(sample["removed"])
    before = _by_control(whole["removed"] if whole else ())
    today = {_key(each): each for each in sample["all"]}
    known = {**before, **now}
    unseen = tuple(today[key] for key in today if key in known and not known[key]["noticed"])
    counts = {
        "hazards": sample["hazards"],
        "red": len(sample["red"]),
        "controls": len(today),
        "removed": len(now),
        "noticed": sum(each["noticed"] for each in now.values()),
        "unseen": len(unseen),
        "never": sum(key not in known for key in today),
    }
    why = (f"no test noticed that {len(unseen)} controls were gone",) if unseen else ()
    return Told(counts, {"whole": _whole(whole, today.keys()), "unseen": unseen}, why)


def _whole(whole: Found | None, today: Any) -> tuple[Row, ...]:
    """One line: when it was, and how many of today's controls it took away."""
    if whole is None:
        return ()
    still = [each for key, each in _by_control(whole["removed"]).items() if key in today]
    noticed = sum(each["noticed"] for each in still)
    made = whole.get("made", {"day": None, "commit": None})
    return ({**made, "removed": len(still), "noticed": noticed},)


def _by_control(removed: Any) -> dict[tuple[str, str, str], Any]:
    return {_key(each): each for each in removed}


def _key(control: Row) -> tuple[str, str, str]:
    """A control that stands elsewhere now, or is said otherwise, was not the one taken away."""
    said = control["control"]
    return control["hazard"], said if isinstance(said, str) else said["en"], control["where"]
