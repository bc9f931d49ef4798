"""What came of the controls that were taken away, for `safety/results/hazards.json`."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from safety.hazards.reading import Control, Hazard
from safety.hazards.removing import Removed
from safety.tree import git


def as_json(hazards: tuple[Hazard, ...], broken: frozenset[str], removed: Iterable[Removed]) -> str:
    """When it was made and of which commit, all controls there are, and those taken away."""
    all_there_are = [_named(hazard, each) for hazard in hazards for each in hazard.control]
    found = {
        "made": _made(),
        "hazards": len(hazards),
        "red": sorted(broken),
        "controls": len(all_there_are),
        "all": all_there_are,
        "removed": [_told(each) for each in removed],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _made() -> dict[str, str]:
    return {"day": datetime.now(UTC).date().isoformat(), "commit": git("rev-parse", "HEAD")}


def _named(hazard: Hazard, control: Control) -> dict[str, Any]:
    return {"hazard": hazard.id, "control": dict(control.what), "where": control.where}


def _told(removed: Removed) -> dict[str, Any]:
    by = removed.tried.by if removed.tried else None
    return {**_named(removed.hazard, removed.control), "noticed": removed.noticed, "by": by}
