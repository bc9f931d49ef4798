"""Whether everybody whom the routing names can be told by some channel."""

from collections.abc import Iterator

from dayzero.health.finding import Finding, ok, warn
from models.alerting.routing import Recipient, Routing
from tasks.telling.addressed import out_of_reach, unaddressed

CHECK = "channels"


def channels_findings(routing: Routing) -> Iterator[Finding]:
    """A line for each reader whom nothing can reach; one line where all can be reached."""
    lost = list(out_of_reach(routing))
    for recipient in lost:
        yield warn(
            CHECK,
            f"nobody can tell {recipient.name}: no channel has an address",
            _do(recipient, routing),
        )
    if not lost:
        yield ok(CHECK, f"every reader can be told{_passed_over(routing)}")


def _do(recipient: Recipient, routing: Routing) -> str:
    variables = [routing.channel_by_name[name].variable for name in recipient.channels]
    return f"set {' or '.join(variables)}, then `dayzero channels test {recipient.channels[0]}`"


def _passed_over(routing: Routing) -> str:
    """Channels that lead nowhere beside others that do."""
    names = ", ".join(channel.variable for channel in unaddressed(routing))
    return f"; passed over, as not set: {names}" if names else ""


def say_unaddressed(routing: Routing) -> Iterator[str]:
    """One sentence for each channel without an address, for whoever starts an installation."""
    lost = {name for recipient in out_of_reach(routing) for name in recipient.channels}
    for channel in unaddressed(routing):
        so = "its reader hears of no alert" if channel.name in lost else "it is passed over"
        yield f"the channel {channel.name} has no address, {so}: set {channel.variable}"
