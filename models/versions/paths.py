"""A path with steps of other versions, or without steps that are not asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.protocol import Protocol
from models.protocol.path import Step


def with_steps(path: Sequence[Step], more: Iterable[tuple[str, Protocol]]) -> tuple[Step, ...]:
    """A path with further steps, each behind what came before it on the path it is from."""
    steps = list(path)
    for step, home in more:
        known = {each.id: place for place, each in enumerate(steps)}
        earlier = [each.id for each in home.step[: home.order[step]] if each.id in known]
        place = known[earlier[-1]] + 1 if earlier else 0
        steps.insert(place, _among(home.step_by_id[step], known))
    return tuple(steps)


def _among(step: Step, known: Iterable[str]) -> Step:
    after = tuple(name for name in step.after if name in set(known))
    return step if after == step.after else step.model_copy(update={"after": after})


def without_steps(path: Sequence[Step], gone: frozenset[str]) -> tuple[Step, ...]:
    """A path without some steps; what came after one of them comes after what that came after."""
    after = {step.id: step.after for step in path}
    return tuple(_bridged(step, after, gone) for step in path if step.id not in gone)


def _bridged(step: Step, after: Mapping[str, tuple[str, ...]], gone: frozenset[str]) -> Step:
    if not gone.intersection(step.after):
        return step
    earlier = tuple(dict.fromkeys(_reached(step.after, after, gone)))
    return step.model_copy(update={"after": earlier})


def _reached(
    names: Iterable[str], after: Mapping[str, tuple[str, ...]], gone: frozenset[str]
) -> Iterator[str]:
    for name in names:
        if name in gone:
            yield from _reached(after[name], after, gone)
        else:
            yield name


def passive(path: Sequence[Step], which: frozenset[str]) -> tuple[Step, ...]:
    """A path on which some steps are dates to know, and nothing that is asked."""
    return tuple(
        step.model_copy(update={"passive": True}) if step.id in which else step for step in path
    )
