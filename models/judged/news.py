"""What a pass finds of verdicts on what was done, beside what is on record. Pure.

What was judged stands. Where a fact came between, what is found now is a new entry and stands in
its place. Where none did and only what judges is another one, what it would say is noted beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.judged.verdicts import Judged
from models.timeline.values import VerdictValue


class Standing(StrEnum):
    """What an entry is."""

    JUDGED = "judged"  # the verdict that stands from here on
    BESIDE = "beside"  # what another version would say; nothing stands in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """The last entry about one step, rule and cause.

    Attributes:
        value: None where the rule was not judged on the step any more.
    """

    step: str
    done_by: str | None
    rule: str
    cause: str | None
    value: VerdictValue | None
    margin_minutes: int | None


@dataclass(frozen=True, slots=True)
class LastPass:
    """What the pass before knew; None for what it did not note.

    Attributes:
        made_with: the hash of what it was made with.
        facts: how many there were.
    """

    made_with: str | None = None
    facts: int | None = None

    def another_judge(self, made_with: str, facts: int) -> bool:
        """Whether a difference can only come from what judges: no fact came between."""
        return self.made_with not in {None, made_with} and self.facts == facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be written.

    Attributes:
        judged: None where the rule is not judged on the step any more.
    """

    key: str
    standing: Standing
    step: str
    rule: str
    cause: str | None
    judged: Judged | None


def news_of(
    found: Iterable[Judged], last: Mapping[str, OnRecord], standing: Standing
) -> Iterator[Entry]:
    """What differs from the last entry of each step, rule and cause.

    Args:
        last: by key.
        standing: what the difference is, see `LastPass.another_judge`.
    """
    now = {judged.key: judged for judged in found}
    for key, judged in now.items():
        if not _same(last.get(key), judged):
            yield Entry(
                key=key,
                standing=standing,
                step=judged.step,
                rule=judged.rule,
                cause=judged.cause,
                judged=judged,
            )
    for key, before in last.items():
        if key not in now and before.value is not None:
            yield Entry(
                key=key,
                standing=standing,
                step=before.step,
                rule=before.rule,
                cause=before.cause,
                judged=None,
            )


def _same(before: OnRecord | None, judged: Judged) -> bool:
    """Whether it is the same verdict on the same record, in whatever words."""
    return before is not None and (before.done_by, before.value, before.margin_minutes) == (
        judged.done_by,
        judged.value,
        judged.margin_minutes,
    )
