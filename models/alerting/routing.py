"""Who is told of an alert, by which channel, and who next: data of one installation."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from models.disclosure import Ceiling, Disclosure
from models.protocol.criterion import Authored
from models.protocol.site import ClockMinute
from models.reasons.refusals.authored.duty_shifts import ShiftFlaw
from models.reasons.refusals.authored.routing_files import RoutingFlaw
from models.reasons.refusals.refusal import ValueRefused
from models.timeline.values import Severity

EVERY_SITE = EVERY_TRIAL = "*"
PREFIX = "DAYZERO_CHANNEL_"

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Sites = Annotated[tuple[str, ...], Field(min_length=1, strict=False)]
Names = Annotated[tuple[Name, ...], Field(min_length=1, strict=False)]


class QuietHours(Authored):
    """From when until when nobody is disturbed, on the site's clock; may span midnight.

    Attributes:
        from_: first quiet minute after midnight.
        until: first minute that is not quiet any more.
    """

    from_: Annotated[ClockMinute, Field(alias="from")]
    until: ClockMinute

    @model_validator(mode="after")
    def _not_all_day(self) -> Self:
        if self.from_ == self.until:
            raise ValueRefused(RoutingFlaw.QUIET_ALL_DAY)
        return self


class Retry(Authored):
    """How often one channel is tried before the recipient's next one, and how patiently.

    Attributes:
        first_wait_seconds: after the first failure; each later wait is twice as long.
    """

    tries: Annotated[int, Field(ge=1, le=20)]
    first_wait_seconds: Annotated[int, Field(ge=1)]
    longest_wait_seconds: Annotated[int, Field(ge=1, le=3600)]


class Storm(Authored):
    """How many messages one recipient gets before what is new comes as one."""

    above: Annotated[int, Field(ge=1)]
    within_minutes: Annotated[int, Field(ge=0)]


class Channel(Authored):
    """A way to reach somebody; its address is a secret of the environment or of a Prefect block.

    Attributes:
        ceiling: what a message may reveal of a subject that is sent this way.
    """

    name: Name
    ceiling: Ceiling = Disclosure.NOTHING

    @property
    def variable(self) -> str:
        """The environment variable that holds the address."""
        return PREFIX + self.name.upper()


class Recipient(Authored):
    """One person or desk.

    Attributes:
        channels: tried in this order.
        language: of messages; None for the installation's.
        digest: minute after midnight of the morning digest; None for no digest.
        empty_digest: whether a digest comes on a day without anything to say, as a sign
            that the channel works.
        trials: of which subjects the recipient hears; every trial's unless some are named.
        checkpoint: minute after midnight of the daily checkpoint of the records: how many there
            are, and one hash of them, without anything of a subject; None for none.
    """

    name: Name
    role: Name
    sites: Sites
    trials: Sites = (EVERY_TRIAL,)
    channels: Names
    language: str | None = None
    digest: ClockMinute | None = None
    empty_digest: bool = False
    checkpoint: ClockMinute | None = None


class RouteStep(Authored):
    """One step of an escalation.

    Attributes:
        to: roles that are told together.
        after_minutes: how long after its opening the alert must still be unanswered;
            counted from the opening for every step, never from the step before.
    """

    to: Names
    after_minutes: Annotated[int, Field(ge=0)] = 0


class Route(Authored):
    """What happens to alerts of one severity at some sites.

    Attributes:
        steps: empty where the morning digest is enough.
    """

    severity: Annotated[Severity, Field(strict=False)]
    sites: Sites
    steps: Annotated[tuple[RouteStep, ...], Field(strict=False)]


class Shift(Authored):
    """When one recipient is on duty; whoever has a shift is covered for between shifts.

    Attributes:
        recipient: the name of a recipient.
        from_: the first moment on duty, with its offset: `2026-04-01T08:00:00+08:00`.
        until: the first moment that is not.
    """

    recipient: Name
    from_: Annotated[AwareDatetime, Field(alias="from")]
    until: AwareDatetime

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.until <= self.from_:
            raise ValueRefused(ShiftFlaw.WITHOUT_LENGTH)
        return self


class Routing(Authored):
    """One installation's way of telling people.

    Attributes:
        duty_file: the file beside this one into which `dayzero channels rota` writes the shifts of
            a calendar; they count beside those of `duty`.
        duty: the rota; left out where everybody is always on.
    """

    schema_: Annotated[Literal["dayzero.routing/1"], Field(alias="schema")]
    storm: Storm
    quiet: QuietHours | None = None
    retry: Retry
    channel: Annotated[tuple[Channel, ...], Field(min_length=1, strict=False)]
    recipient: Annotated[tuple[Recipient, ...], Field(min_length=1, strict=False)]
    route: Annotated[tuple[Route, ...], Field(min_length=1, strict=False)]
    duty_file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w.-]*\.toml$")] | None = None
    duty: Annotated[tuple[Shift, ...], Field(strict=False)] = ()

    @cached_property
    def recipient_by_name(self) -> dict[str, Recipient]:
        """Each recipient under its name."""
        return {recipient.name: recipient for recipient in self.recipient}

    @cached_property
    def channel_by_name(self) -> dict[str, Channel]:
        """Each channel under its name."""
        return {channel.name: channel for channel in self.channel}

    def steps_for(self, site: str, severity: Severity) -> tuple[RouteStep, ...]:
        """The steps for an alert; what names the site wins over what names every site."""
        wanted = [route for route in self.route if route.severity is severity]
        for name in (site, EVERY_SITE):
            for route in wanted:
                if name in route.sites:
                    return route.steps
        return ()

    def people(self, step: RouteStep, site: str, trial: str | None = None) -> tuple[Recipient, ...]:
        """Everyone who is told at one step, each once; as for `serving`."""
        return tuple(person for role in step.to for person in self.serving(role, site, trial))

    def serving(self, role: str, site: str, trial: str | None = None) -> tuple[Recipient, ...]:
        """Who has a role at a site in a trial.

        Who is named for the trial wins over who serves every trial, and among those who is named
        for the site over who serves every site.

        Args:
            trial: None for whichever trial.
        """
        having = self._having(role, trial)
        for name in (site, EVERY_SITE):
            if named := tuple(recipient for recipient in having if name in recipient.sites):
                return named
        return ()

    def _having(self, role: str, trial: str | None) -> tuple[Recipient, ...]:
        having = tuple(recipient for recipient in self.recipient if recipient.role == role)
        if trial is None:
            return having
        own = tuple(recipient for recipient in having if trial in recipient.trials)
        return own or tuple(one for one in having if EVERY_TRIAL in one.trials)

    def sites_of(self, recipient: Recipient, sites: Iterable[str]) -> tuple[str, ...]:
        """Those of some sites that a recipient serves in any trial, in their order."""
        return tuple(site for site in sites if self.serves(recipient, site, None))

    def serves(self, recipient: Recipient, site: str, trial: str | None) -> bool:
        """Whether what is of a site in a trial is a recipient's."""
        trials = recipient.trials if trial is None else (trial,)
        return any(
            recipient in self.serving(recipient.role, site, None if name == EVERY_TRIAL else name)
            for name in trials
        )
