"""A test message by one channel, as an alert would go."""

from secrets import token_hex

from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.timeline.values import Severity
from tasks.telling.channels import send
from wording.messages.messages import Message
from wording.terminal.channels import ChannelWords


def try_channel(channel: Channel, words: ChannelWords) -> Failure | None:
    """Send it; None where it was taken. Each test has a key of its own, nothing is recorded."""
    key = f"test.{token_hex(8)}"
    message = Message(words.test_title.format(name=channel.name), f"{words.test_text}\n{key}")
    return send(channel, message, key=key, severity=Severity.INFO)
