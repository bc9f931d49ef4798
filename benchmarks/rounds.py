"""Peers measured in turn, round after round, so that a busy machine is unfair to all alike."""

from collections.abc import Callable, Mapping
from statistics import median

ROUNDS = 5


def interleaved(
    peers: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """What each peer reaches in each round; a round measures every peer once.

    The order turns from round to round: nobody always comes after the one that warms the
    processor up.
    """
    names = list(peers)
    reached: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            reached[name].append(peers[name]())
    return reached


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the rounds' ratios: each compares what was measured side by side."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))
