"""How many examples a property gets: a share of what the profile in force gives."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import settings

Test = TypeVar("Test", bound=Callable[..., object])


def share(of_the_profile: float) -> Callable[[Test], Test]:
    """Give a property more or fewer examples than the profile says: 0.2, 1, 5 times as many."""

    def give(test: Test) -> Test:
        examples = max(1, round(settings().max_examples * of_the_profile))
        given: Test = settings(max_examples=examples)(test)
        return given

    return give
