"""What would follow from one more fact; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dayzero.desk.read_back import drug_read
from dayzero.web.views.consequences import Consequences, consequences_of
from dayzero.web.views.facts import say_whole_fact
from dayzero.web.views.when import Clock
from models.protocol import Protocol
from models.timeline.results import Plan
from wording import say


@dataclass(frozen=True, slots=True)
class Preview:
    """The difference that a fact would make.

    Attributes:
        fact: what would be recorded, in words.
        read: of a drug, which one its name is read as; empty of other facts.
    """

    fact: str
    read: str
    follows: Consequences


def preview_of(
    fact: Mapping[str, Any], before: Plan, after: Plan, protocol: Protocol, clock: Clock
) -> Preview:
    """Compare the plans of one subject at one moment, without the fact and with it."""
    read = drug_read(fact)
    return Preview(
        fact=say_whole_fact(fact, clock),
        read=say(read, clock.voice) if read else "",
        follows=consequences_of(before, after, protocol, clock),
    )
