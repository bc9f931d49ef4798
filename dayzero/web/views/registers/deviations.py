"""The register of deviations as the pages show it; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.when import Clock, When, voice_at
from models.records.store import Explanation, RegisteredDeviation, Sight
from models.versions.known import known_protocol
from wording.dates.deadlines import say_day
from wording.language import Language
from wording.saying import say


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines are asked for; what is empty or None asks for all.

    Attributes:
        sight: whose lines may be seen.
        since, until: when it was found, both ends included.
    """

    sight: Sight
    subject: str = ""
    step: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def has(self, one: RegisteredDeviation) -> bool:
        """Whether a line is one of them."""
        return (
            self.sight.has(one.site, one.trial)
            and self.subject in {"", one.subject}
            and self.step in {"", one.step}
            and (self.since is None or one.found_at >= self.since)
            and (self.until is None or one.found_at <= self.until)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """What somebody said of a deviation.

    Attributes:
        reported: to whom and when; empty where that is not said.
    """

    why: str
    root_cause: str
    action: str
    reported: str
    by: str
    at: When


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationRow:
    """One line of the register.

    Attributes:
        outside: how far outside the rule; empty where the facts leave it open.
        said: what stands; None while a reason is asked for.
        earlier: what was said before that, the newest first.
    """

    number: int
    subject: str
    site: str
    step: str
    rule: Rule
    what: str
    outside: str
    found: When
    recorded_by: str
    stands: bool
    said: SaidRow | None
    earlier: tuple[SaidRow, ...]


def deviation_rows(
    found: Iterable[RegisteredDeviation], language: Language, now: datetime
) -> list[DeviationRow]:
    """The lines in their order, each told by its subject's clock."""
    return [_row(one, _clock(one, language, now)) for one in found]


def _clock(one: RegisteredDeviation, language: Language, now: datetime) -> Clock:
    protocol = known_protocol(one.trial)
    zone = one.zone or protocol.sites[one.site].zone
    return Clock(voice_at(now, zone, language, protocol), now)


def _row(one: RegisteredDeviation, clock: Clock) -> DeviationRow:
    margin, says = one.margin_minutes, clock.words.deviations
    told = [_said(each, clock) for each in reversed(one.said)]
    return DeviationRow(
        number=one.number,
        subject=one.subject,
        site=one.site,
        step=clock.voice.step(one.step),
        rule=rule_of(one.rule, clock.voice),
        what=say(one.reason, clock.voice),
        outside="" if margin is None else says.outside.format(length=clock.length(abs(margin))),
        found=clock.instant(one.found_at),
        recorded_by=one.recorded_by or "",
        stands=one.stands,
        said=told[0] if told else None,
        earlier=tuple(told[1:]),
    )


def _said(one: Explanation, clock: Clock) -> SaidRow:
    return SaidRow(
        why=one.why,
        root_cause=one.root_cause or "",
        action=one.action or "",
        reported=_reported(one, clock),
        by=one.by,
        at=clock.instant(one.at),
    )


def _reported(one: Explanation, clock: Clock) -> str:
    if one.reported_to is None or one.reported_on is None:
        return one.reported_to or ""
    today = clock.now.astimezone(clock.zone).date()
    day = say_day(one.reported_on, clock.language, today=today)
    return clock.words.deviations.reported_said.format(whom=one.reported_to, day=day)
