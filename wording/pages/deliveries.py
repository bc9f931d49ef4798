"""What the register of deliveries says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.alerting.tellings import DeliveryKind, ToldState
from wording.filled import From, part


@part("registers", "deliveries")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWords:
    """One language; every text names its own blanks.

    Attributes:
        states: of a message; `kinds` is what was sent.
        unfinished: a try that never came back.
        dead_means: what to do where a message reached nobody.
        refused_means: of events that the hospital's calendar server did not take.
        messages: heads the messages where such events stand above them.
        hidden: in place of what was said to somebody who also looks after other sites.
    """

    title: str
    about: str
    none: str
    filter: str
    subject: str
    state: str
    every_state: str
    show: str
    number: str
    recipient: str
    severity: str
    told: str
    tries: str
    no_try: str
    waits: str
    hidden: str
    older: str
    dead_means: str
    refused_events: str
    refused_means: str
    refused_why: str
    refused_since: str
    refused_again: str
    messages: str
    states: Annotated[Mapping[ToldState, str], From("terminal", "answers.told")]
    kinds: Annotated[Mapping[DeliveryKind, str], From("terminal", "answers.kinds")]
    sent: Annotated[str, From("terminal", "answers.told.sent")]
    unfinished: Annotated[str, From("terminal", "answers.unfinished")]
