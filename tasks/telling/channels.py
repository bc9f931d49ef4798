"""Channels: a message to an address that only the environment, or a block it names, knows."""

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.common import OverflowMode
from apprise.plugins.base import NotifyBase
from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.email import NotifyEmail

from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from models.timeline.values import Severity
from tasks.telling.alert_routing import mail_answer_seconds
from tasks.telling.channel_addresses import address_of
from tasks.telling.mailing import send_mail, written
from tasks.telling.robots import ANSWER_SECONDS, is_robot, send_by_robot
from tasks.telling.send_failures import failure_of, heard
from wording.messages.messages import Message

KEY_HEADER = "X-DayZero-Delivery"
KNOWN_SCHEMES = frozenset(
    {
        *("mailto", "mailtos", "json", "jsons", "wecombot", "dingtalk", "feishu"),
        *("workflows", "slack", "ntfy", "ntfys"),
    }
)
"""What is known to tell a refusal from success; `workflows` is Microsoft Teams."""

NOTE = {
    Severity.CRITICAL: NotifyType.FAILURE,
    Severity.WARNING: NotifyType.WARNING,
    Severity.INFO: NotifyType.INFO,
}


def send(channel: Channel, message: Message, *, key: str, severity: Severity) -> Failure | None:
    """Send one message by one channel; None where it was taken.

    The key goes with it, in a header where there are headers, so that a receiver can tell
    a repeat.
    """
    plugin = opened(channel)
    if isinstance(plugin, Failure):
        return plugin
    if is_robot(plugin):
        return send_by_robot(plugin, f"{message.title}\n{message.text}", key)
    _prepare(plugin, key)
    with heard() as lines:
        try:
            if isinstance(plugin, NotifyEmail):
                return _mailed(plugin, message)
            taken = plugin.notify(
                title=message.title, body=message.text, notify_type=NOTE[severity]
            )
        except Exception as error:  # noqa: BLE001  whatever a channel's program does, the next one is tried
            return Failure(not_sent(SendTrouble.PROGRAM_FAILED, type(error).__name__))
    return None if taken else failure_of(lines)


def _mailed(plugin: NotifyEmail, message: Message) -> Failure | None:
    """A mail says its subject once more: what is read on a phone begins with its text."""
    body = f"{message.title}\n\n{message.text}"
    mails = written(plugin, message.title, body)
    return send_mail(plugin, mails, answer_seconds=mail_answer_seconds())


def opened(channel: Channel) -> NotifyBase | Failure:
    """The channel as Apprise reads its address, or why it cannot be used."""
    address = address_of(channel)
    if isinstance(address, Failure):
        return address
    if address.partition("://")[0].lower() not in KNOWN_SCHEMES:
        return _unusable(SendTrouble.KIND_UNKNOWN, channel)
    with heard():
        plugin = Apprise.instantiate(address, asset=AppriseAsset(app_id="Day Zero"))
    if plugin is None:
        return _unusable(SendTrouble.NOT_AN_ADDRESS, channel)
    if _reaches_many(plugin):
        return _unusable(SendTrouble.SEVERAL_RECEIVERS, channel)
    return plugin


def _unusable(trouble: SendTrouble, channel: Channel) -> Failure:
    return Failure(not_sent(trouble, channel.variable), hopeless=True)


def _reaches_many(plugin: NotifyBase) -> bool:
    """Where one of several refuses, either the refusal is lost or the others hear it twice."""
    if isinstance(plugin, NotifyEmail):
        return len(plugin.targets) != 1 or bool(plugin.cc or plugin.bcc)
    return not is_robot(plugin) and len(plugin) > 1 + plugin.retry


def _prepare(plugin: NotifyBase, key: str) -> None:
    plugin.notify_format = NotifyFormat.TEXT
    plugin.overflow_mode = OverflowMode.SPLIT  # rather a second message than half of one
    if plugin.socket_read_timeout == NotifyBase.socket_read_timeout:  # the address does not say
        plugin.socket_read_timeout = ANSWER_SECONDS
    plugin.redirects = False  # a page to log in at answers 200, and has taken nothing
    if isinstance(plugin, (NotifyEmail, NotifyJSON)):
        plugin.headers[KEY_HEADER] = key
    if isinstance(plugin, NotifyJSON):
        plugin.payload_extras["delivery"] = key
