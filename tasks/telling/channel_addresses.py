"""Where a channel leads: a secret of the environment, or of a Prefect block that it names."""

from typing import cast

from prefect.blocks.system import Secret

from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from tasks.telling.addressed import BLOCK, said_of


def address_of(channel: Channel) -> str | Failure:
    """The address, read anew for each message: whoever changes it restarts nothing."""
    said = said_of(channel)
    if said.startswith(BLOCK):
        return _of_block(said.removeprefix(BLOCK), channel)
    return said or Failure(not_sent(SendTrouble.NOT_SET, channel.variable), hopeless=True)


def _of_block(name: str, channel: Channel) -> str | Failure:
    try:
        block = cast("Secret[str]", Secret.load(name, _sync=True))  # type: ignore[call-arg]  # without it, it may be awaited; Prefect does not declare it
    except ValueError:
        return Failure(not_sent(SendTrouble.NO_BLOCK, channel.variable), hopeless=True)
    except Exception:  # noqa: BLE001  whatever keeps Prefect from answering, time may help
        return Failure(not_sent(SendTrouble.PREFECT_SILENT))
    return str(block.get()).strip()
