"""An invitation on its way: a mail with a calendar object that programs take as one (RFC 6047)."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from apprise.plugins.email import NotifyEmail

from calendars.feeds.invitation import Party, codes_in, invitation_bytes
from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from models.records.store import Attempt, Invitation
from tasks.environment import language
from tasks.telling.alert_routing import base_url, mail_answer_seconds
from tasks.telling.channels import KEY_HEADER, opened
from tasks.telling.mailing import send_mail
from tasks.telling.send_failures import heard
from wording.messages.message_words import message_words
from wording.messages.messages import Message

OURS = "Day Zero"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, ready to be handed over."""

    to_addrs: list[str]
    body: str


def send_invitation(
    channel: Channel, message: Message, invitation: Invitation, attempt: Attempt
) -> Failure | None:
    """Send one by a channel that is a mailbox; None where its server took it."""
    plugin = opened(channel)
    if isinstance(plugin, Failure):
        return plugin
    if not isinstance(plugin, NotifyEmail):
        refused = not_sent(SendTrouble.TAKES_NO_INVITATION, channel.variable)
        return Failure(refused, hopeless=True)
    try:
        mail = _mail(plugin, message, invitation, attempt)
    except Exception as error:  # noqa: BLE001  one that cannot be written must not keep others back
        return Failure(not_sent(SendTrouble.NOT_WRITTEN, type(error).__name__), hopeless=True)
    with heard():
        return send_mail(plugin, [mail], answer_seconds=mail_answer_seconds())


def _mail(plugin: NotifyEmail, message: Message, invitation: Invitation, attempt: Attempt) -> Mail:
    sender, receiver = _parties(plugin)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = _named(sender), _named(receiver)
    mail["Subject"] = message.title
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = f"<{attempt.key}@{sender.address.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # asks programs for no answer: RFC 3834
    mail[KEY_HEADER] = attempt.key
    mail.set_content(f"{message.title}\n\n{message.text}\n", cte="base64")
    calendar = _calendar(invitation, attempt, sender, receiver)
    mail.add_alternative(
        calendar.decode(),
        subtype="calendar",
        cte="base64",
        params={"method": invitation.method.value},
    )
    return Mail([receiver.address], mail.as_string())


def _calendar(invitation: Invitation, attempt: Attempt, sender: Party, receiver: Party) -> bytes:
    said_in = attempt.recipient.language or language()
    return invitation_bytes(
        invitation.line,
        invitation.method.value,
        codes_in(said_in, base_url()),
        organizer=sender,
        attendee=receiver,
        remark=message_words(said_in).invitation.no_answer,
    )


def _parties(plugin: NotifyEmail) -> tuple[Party, Party]:
    """The sender and the one receiver of a channel's address."""
    [to], sent_by = plugin.targets, plugin.from_addr
    ours, theirs = str(sent_by[0] or OURS), str(to[0] or "")
    return Party(str(sent_by[1]), ours), Party(str(to[1]), theirs)


def _named(party: Party) -> Address:
    return Address(display_name=party.name, addr_spec=party.address)
