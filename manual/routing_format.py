"""The reference of the routing file: who is told of alerts, by which channel."""

from collections.abc import Mapping

from pydantic import BaseModel

from manual.markdown import page
from manual.tables_of_models import described
from models.alerting import routing

OPENING = (
    "Who is told of what, by which channel, and who is next after how long unanswered, is a TOML"
    " file: `models/protocols/routing.toml`, or the one that `DAYZERO_ROUTING` names. Addresses"
    " are secrets and stand in the environment. [Tell people of"
    " alerts](../how-to/operator/tell-people.md) has a complete example."
)

TABLES: Mapping[type[BaseModel], str] = {
    routing.Routing: "The file itself",
    routing.Channel: "`[[channel]]`",
    routing.Recipient: "`[[recipient]]`",
    routing.Route: "`[[route]]`",
    routing.RouteStep: "`[[route.steps]]`",
    routing.Shift: "`[[duty]]`",
    routing.Storm: "`[storm]`",
    routing.QuietHours: "`[quiet]`",
    routing.Retry: "`[retry]`",
}


def routing_page() -> str:
    """Every table of a routing file, as the program reads it."""
    return page("The routing's format", "`models/alerting`", OPENING, *described(TABLES, {}))
