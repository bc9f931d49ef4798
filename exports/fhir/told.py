"""What a bundle may tell of one subject, and under which names its parts are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from models.alerting.tellings import AlertToTell
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.protocol.path import OutsideName, Step
from models.records.store import OpenAlert
from models.timeline.results import Plan, StepOutcome
from wording.language import Language

Resource = dict[str, Any]
"""A resource as FHIR's JSON has it."""

CEILING = Disclosure.NOTHING
"""Another system shows it to whom it likes: subject number, steps and dates, and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One subject, as of one moment.

    Attributes:
        alerts: those that are open, each as it is told outside.
        base_url: of this installation, under which its own names of things stand.
    """

    plan: Plan
    protocol: Protocol
    alerts: Sequence[tuple[OpenAlert, AlertToTell]]
    now: datetime
    language: Language
    base_url: str

    def step(self, step: str) -> Step | OutsideName:
        """A step as it may be named."""
        return self.protocol.step_by_id[step].named(CEILING)

    def name(self, outcome: StepOutcome) -> str:
        """The step's id as it may be told; numbered where it is held again: `apheresis.2`."""
        named = self.step(outcome.step).id
        return named if outcome.time == 1 else f"{named}.{outcome.time}"

    def id_of(self, kind: str, name: str = "") -> str:
        """The same for the same thing in every bundle, so that a reader can follow it."""
        place = f"{self.base_url}/subjects/{self.plan.subject}/{kind}/{name}"
        return str(uuid5(NAMESPACE_URL, place))

    def link(self, kind: str, name: str = "") -> Resource:
        """A reference to another resource of the same bundle."""
        return {"reference": f"urn:uuid:{self.id_of(kind, name)}", "type": kind}

    def system(self, what: str) -> str:
        """Whose names these are: `…/study/NCT04684147/step`."""
        return f"{self.base_url}/study/{self.plan.protocol_id}/{what}"

    def resource(self, kind: str, name: str = "") -> Resource:
        """The beginning of a resource."""
        return {"resourceType": kind, "id": self.id_of(kind, name)}
