"""Which channels of a routing have an address, as the environment says; nothing is asked."""

import os
from collections.abc import Iterator

from models.alerting.routing import Channel, Recipient, Routing

BLOCK = "prefect-block:"
"""Before the name of a Secret block, in place of an address."""


def said_of(channel: Channel) -> str:
    """What its variable holds, an address or a block's name; empty where it is not set."""
    return os.environ.get(channel.variable, "").strip()


def unaddressed(routing: Routing) -> tuple[Channel, ...]:
    """The channels that somebody is to be told by and that lead nowhere."""
    used = {name for recipient in routing.recipient for name in recipient.channels}
    return tuple(one for one in routing.channel if one.name in used and not said_of(one))


def out_of_reach(routing: Routing) -> Iterator[Recipient]:
    """Readers none of whose channels has an address."""
    nowhere = {channel.name for channel in unaddressed(routing)}
    return (one for one in routing.recipient if nowhere.issuperset(one.channels))


def has_mailbox(recipient: Recipient, routing: Routing) -> bool:
    """Whether a channel of a reader is a mail address, or may be one that Prefect keeps."""
    ways = (said_of(routing.channel_by_name[name]) for name in recipient.channels)
    return any(way.lower().startswith(("mailto:", "mailtos:", BLOCK)) for way in ways)
