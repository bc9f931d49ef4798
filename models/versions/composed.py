"""The protocol by which one subject is planned, where more than one version concerns them.

What is done stays judged by the version that counted when it was done; all else is planned by
the one that counts now. A step that left stays where anything is recorded of it, or where an
earlier version's rule counts from it; nothing more is asked of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from models.protocol import Protocol
from models.protocol.path import Gate, Step
from models.versions.governing import Governed
from models.versions.parts import (
    BESIDE,
    GUARDED,
    all_words,
    names_in,
    rebuilt,
    rules_about,
)
from models.versions.paths import passive, with_steps, without_steps


@dataclass(frozen=True)
class Composition:
    """What a subject's protocol is put together from.

    Attributes:
        not_asked: steps that came too late for the subject.
        awaited: a step that a version asks for before it counts for them, and that version.
    """

    governed: Governed
    not_asked: frozenset[str] = frozenset()
    awaited: tuple[str, Protocol] | None = None

    @property
    def current(self) -> Protocol:
        """The version that counts now."""
        return self.governed.current

    @cached_property
    def homes(self) -> Mapping[str, Protocol]:
        """For each step, the version whose rules are about it."""
        homes = dict(self.governed.by_step)
        if self.awaited is not None:
            homes[self.awaited[0]] = self.awaited[1]
        return homes

    @cached_property
    def by_others(self) -> frozenset[str]:
        """Steps that another version judges, and judges otherwise than the current one would."""
        others = (step for step, home in self.homes.items() if home is not self.current)
        on_path = (step for step in others if step in self.current.step_by_id)
        otherwise = (s for s in on_path if _is_judged_otherwise(s, self.homes[s], self.current))
        return frozenset(otherwise)

    @cached_property
    def extra(self) -> tuple[str, ...]:
        """Steps that the current version has not, and the subject's path has."""
        left = {step for step in self.homes if step not in self.current.step_by_id}
        judged = {*self.by_others, *self.governed.left}
        rules = (rule for step in judged for rule in rules_about(step, self.homes[step]))
        named = self.governed.named.union(*map(names_in, rules)) if left else frozenset[str]()
        awaited = {self.awaited[0]} if self.awaited else set[str]()
        return tuple(step for step in self.homes if step in left & (named | awaited))

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """Without those before, or towards, a step that is not asked; never without any."""
        every, not_asked = self.current.gate, self.not_asked
        return tuple(g for g in every if not_asked.isdisjoint({g.before, g.towards})) or every

    @cached_property
    def gone(self) -> frozenset[str]:
        """Steps that are not asked, and that nothing else of the path speaks of."""
        if not self.not_asked:
            return self.not_asked
        beside = (each for name in BESIDE for each in getattr(self.current, name))
        rules = (
            rule
            for step in self.homes
            for rule in rules_about(step, self.homes[step])
            if step not in self.not_asked and not _is_link_from(rule, self.not_asked)
        )
        return self.not_asked.difference(*map(names_in, (*rules, *beside, *self.gates)))


def composed(made_of: Composition) -> Protocol:
    """The version that counts now, with the rules of earlier ones for what is done.

    Where nothing is another version's it is that version itself.
    """
    words = made_of.governed.unknown_words
    if not (made_of.not_asked or made_of.extra or made_of.by_others or words):
        return made_of.current
    steps = _steps(made_of)
    homes = {step.id: made_of.homes[step.id] for step in steps}
    current = made_of.current
    return rebuilt(
        current,
        step=steps,
        **{name: tuple(_rules(name, homes, current)) for name in GUARDED},
        **all_words(current, (*homes.values(), made_of.governed.known)),
        age=homes.get(current.age.step, current).age,
        gate=made_of.gates,
        hash=_hash(homes, made_of),
    )


def _is_judged_otherwise(step: str, home: Protocol, current: Protocol) -> bool:
    return rules_about(step, home) != rules_about(step, current) or (
        current.age.step == step and home.age != current.age
    )


def _is_link_from(rule: Any, anchors: frozenset[str]) -> bool:
    return getattr(rule, "anchor", None) in anchors and hasattr(rule, "latest")


def _steps(made_of: Composition) -> tuple[Step, ...]:
    stay = without_steps(made_of.current.step, made_of.gone)
    path = with_steps(stay, ((step, made_of.homes[step]) for step in made_of.extra))
    awaited = {made_of.awaited[0]} if made_of.awaited else set[str]()
    quiet = made_of.not_asked | (frozenset(made_of.extra) - awaited)
    return passive(path, quiet)


def _rules(name: str, homes: Mapping[str, Protocol], current: Protocol) -> Iterable[Any]:
    """The rules of one kind, in the order in which the current version would write them."""
    about = GUARDED[name]
    found = [
        rule
        for home in {id(each): each for each in homes.values()}.values()
        for rule in getattr(home, name)
        if homes.get(about(rule)) is home and _anchor_of(rule, homes) in homes
    ]
    places = {rule.rule: place for place, rule in enumerate(getattr(current, name))}
    return sorted(found, key=lambda rule: places.get(rule.rule, len(places)))


def _anchor_of(rule: Any, homes: Mapping[str, Protocol]) -> str:
    """The step that a rule counts from; its own where it counts from none."""
    return getattr(rule, "anchor", None) or next(iter(homes))


def _hash(homes: Mapping[str, Protocol], made_of: Composition) -> str:
    """The content of all that it is put together from."""
    parts = [f"{step} {home.hash}" for step, home in homes.items()]
    parts.append(f"not asked: {' '.join(sorted(made_of.not_asked))}")
    content = "\n".join(parts).encode()
    return f"sha256:{sha256(content).hexdigest()}"
