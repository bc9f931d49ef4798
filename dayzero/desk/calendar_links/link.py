"""A calendar link as it is handed out: for browsers, for calendar programs, to be scanned."""

from pathlib import Path

import segno

from dayzero.settings import read_settings
from models.errors import DayZeroError
from models.faults_found import system_reason
from models.reasons.refusals.calendars.calendar_links import PictureFlaw, PictureUnwritable
from models.reasons.refusals.refusal import FaultReason

PICTURES = (".svg", ".png")
QUIET_ZONE = 4  # modules of white around the code, as its standard asks
PIXELS = 8


class PictureRefused(DayZeroError):
    """A file for the code to scan that cannot be written, or of a kind that we do not write."""

    exit_code = 2
    kind = "picture_refused"

    def __init__(self, file: str, reason: FaultReason) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason


def http_address(token: str) -> str:
    """The link for a browser, or for a program that asks for an address."""
    return f"{read_settings().base_url}/calendar/{token}.ics"


def webcal_address(token: str) -> str:
    """The link that a calendar program opens by itself; always without the scheme's `s`."""
    return f"webcal://{http_address(token).partition('://')[2]}"


def check_picture(file: Path) -> None:
    """Refuse a file before a link is made whose code could not be written.

    Raises:
        PictureRefused: if it is neither SVG nor PNG, is there already, or has no folder.
    """
    if file.suffix.lower() not in PICTURES:
        raise PictureRefused(str(file), PictureFlaw.KIND)
    if file.exists():
        raise PictureRefused(str(file), PictureFlaw.THERE_ALREADY)
    if not file.parent.is_dir():
        raise PictureRefused(str(file), PictureFlaw.NO_FOLDER)


def code_of(token: str) -> segno.QRCode:
    """What a phone scans: the address that its calendar program opens."""
    return segno.make(webcal_address(token), error="m", micro=False)


def code_in_terminal(token: str) -> str:
    """The code in half blocks, to be scanned from the screen."""
    lines: list[str] = []
    rows = [list(row) for row in code_of(token).matrix_iter(border=QUIET_ZONE)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        lines.append(
            "".join(
                " ▄▀█"[2 * (not above) + (not below)]
                for above, below in zip(upper, lower, strict=True)
            )
        )
    return "\n".join(lines)


def write_picture(token: str, file: Path) -> None:
    """Write the code as a picture that only its owner may read.

    Raises:
        PictureRefused: if the file cannot be written.
    """
    try:
        file.touch(mode=0o600, exist_ok=False)
        code_of(token).save(str(file), scale=PIXELS, border=QUIET_ZONE)
    except OSError as error:
        raise PictureRefused(str(file), PictureUnwritable(why=system_reason(error))) from error
