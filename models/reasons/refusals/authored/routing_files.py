"""What an author of routing got wrong."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class RoutingTable(StrEnum):
    CHANNEL = "channel"
    RECIPIENT = "recipient"


class RoutingFlaw(Plain):
    QUOTES = "routing.quotes"
    QUIET_ALL_DAY = "routing.quiet_all_day"


class RoutingNameTwice(WithFacts):
    table: RoutingTable
    name: str
    kind: Literal["routing_name_twice"] = "routing_name_twice"


class NotAnInstalledTrial(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["not_an_installed_trial"] = "not_an_installed_trial"


class NotASiteOfTheTrial(WithFacts):
    word: str
    kind: Literal["not_a_site_of_the_trial"] = "not_a_site_of_the_trial"


class NoChannel(WithFacts):
    name: str
    kind: Literal["no_channel"] = "no_channel"


class RouteTwice(WithFacts):
    severity: str
    site: str | None = None
    kind: Literal["route_twice"] = "route_twice"


class NobodyWithRole(WithFacts):
    site: str
    roles: tuple[str, ...]
    kind: Literal["nobody_with_role"] = "nobody_with_role"


class NoRoute(WithFacts):
    severity: str
    site: str
    kind: Literal["no_route"] = "no_route"


class CriticalWaits(WithFacts):
    site: str
    kind: Literal["critical_waits"] = "critical_waits"


class ReachNobody(WithFacts):
    severity: str
    site: str
    kind: Literal["reach_nobody"] = "reach_nobody"


class LevelUnknown(WithFacts):
    levels: tuple[str, ...]
    kind: Literal["level_unknown"] = "level_unknown"


class MinutesDoNotGrow(WithFacts):
    after: int
    before: int
    kind: Literal["minutes_do_not_grow"] = "minutes_do_not_grow"
