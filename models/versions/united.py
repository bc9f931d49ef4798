"""All versions of a protocol as one, to read what was recorded and to name what was planned.

Nothing is judged by it: it knows every step, rule and word that any version ever had.
"""

from collections.abc import Hashable, Sequence
from hashlib import sha256
from typing import Any

from models.protocol import Protocol
from models.versions.parts import BESIDE, GUARDED, all_words, rebuilt
from models.versions.paths import with_steps


def united(versions: Sequence[Protocol]) -> Protocol:
    """Every version together; what several of them have is as the last one has it."""
    *older, newest = versions
    others = [each for each in reversed(older) if each.hash != newest.hash]
    if not others:
        return newest
    left = {
        step.id: home for home in others for step in home.step if step.id not in newest.step_by_id
    }
    ordered = [newest, *others]
    return rebuilt(
        newest,
        step=with_steps(newest.step, left.items()),
        **{name: _every(name, ordered) for name in (*GUARDED, *BESIDE)},
        **all_words(newest, others),
        sites={name: site for each in reversed(ordered) for name, site in each.sites.items()},
        hash=f"sha256:{sha256(' '.join(each.hash for each in ordered).encode()).hexdigest()}",
    )


def _every(name: str, versions: Sequence[Protocol]) -> tuple[Any, ...]:
    known: dict[Hashable, Any] = {}
    for version in versions:
        for statement in getattr(version, name):
            known.setdefault(_key(statement), statement)
    return tuple(known.values())


def _key(statement: Any) -> Hashable:
    """What makes two statements of two versions the same one."""
    parts = ("rule", "step", "anchor", "event", "since", "drug_classes")
    return tuple(str(getattr(statement, part, "")) for part in parts)
