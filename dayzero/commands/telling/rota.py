"""`dayzero channels rota`: who is on duty, out of a calendar."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from dayzero import clock
from dayzero.commands.named_sites import known_site
from dayzero.commands.options import InLanguage
from dayzero.desk.chart_files import write_file
from dayzero.desk.importing.duty_rota import shifts_in
from dayzero.desk.importing.sources import fetch
from dayzero.settings import read_settings
from dayzero.terminal.language import words_in
from models.alerting.rota_file import rota_text
from models.errors import DayZeroError
from models.protocol import every_site
from tasks.telling.alert_routing import duty_file, routing
from wording.dates.deadlines import say_day


class RotaWithoutFile(DayZeroError):
    """The routing does not say where an imported rota is kept."""

    exit_code = 2
    kind = "rota_without_file"

    def __init__(self) -> None:
        super().__init__()


def rota(
    place: Annotated[
        str, typer.Argument(metavar="FILE", help="An .ics file, or its address (http, https).")
    ],
    site: Annotated[
        str,
        typer.Option(
            help="By whose clock a time without a zone is read; the first site's if not said."
        ),
    ] = "",
    language: InLanguage = None,
) -> None:
    """Say who is on duty out of a calendar: each event is a shift of the recipient in its title.

    Twelve months from today are read and written into the file that the routing names as
    duty_file, in the place of what was imported before. Where anything is refused, nothing
    changes.
    """
    words, now = words_in(language), clock.now()
    kept, zone = _kept_in(), _zone(site)
    fetched = fetch(place, allow_local=read_settings().allow_local_urls)
    shifts = shifts_in(fetched, routing().recipient_by_name, zone, now)
    write_file(kept, rota_text(shifts).encode())
    last = say_day(shifts[-1].from_.date(), words.language, today=now.astimezone(zone).date())
    names = words.channels.listed.join(sorted({shift.recipient for shift in shifts}))
    typer.echo(words.channels.imported.of(len(shifts), names=names, last=last, file=kept))


def _kept_in() -> Path:
    """Where the routing says.

    Raises:
        RotaWithoutFile: if it names no file.
    """
    kept = duty_file()
    if kept is None:
        raise RotaWithoutFile
    return kept


def _zone(site: str) -> ZoneInfo:
    sites = every_site()
    return sites[known_site(site)].zone if site else next(iter(sites.values())).zone
