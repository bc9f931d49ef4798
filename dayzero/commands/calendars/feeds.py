"""`dayzero feed`: calendar links, handed out once, listed without their token, taken back."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dayzero.clock import now
from dayzero.commands.calendars.size_warning import warn_of_size
from dayzero.commands.options import AsJson, By
from dayzero.commands.planning.reasons import Why
from dayzero.database import open_database
from dayzero.desk.calendar_links import options as choose
from dayzero.desk.calendar_links.document import link_documents
from dayzero.desk.calendar_links.ends import read_end
from dayzero.desk.calendar_links.link import (
    check_picture,
    code_in_terminal,
    http_address,
    webcal_address,
    write_picture,
)
from dayzero.terminal.language import words_in
from dayzero.terminal.links import feeds_table
from models.records.store import (
    Scope,
    change_options,
    expire_feed,
    list_feeds,
    new_feed,
    revoke_feed,
    rotate_feed,
    switch_feeds_off,
    switch_feeds_on,
    unseen_moves,
)
from models.subscriptions import FeedOptions

CODE_COLOURS = "#ffffff on #000000"
feed = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class ScopeChoice(StrEnum):
    SUBJECT = "subject"
    SITE = "site"
    COORDINATOR = "coordinator"
    STUDY = "study"


Number = Annotated[int, typer.Argument(help="The link's number in `dayzero feed list`.")]
Whose = Annotated[
    str,
    typer.Argument(help="A subject's number; or with --scope a site, coordinator or study."),
]
ScopeOption = Annotated[ScopeChoice, typer.Option(help="What it is that you named.")]
Expires = Annotated[
    str | None,
    typer.Option(metavar="WHEN", help="Last day on which it works, or an instant with offset."),
]
Code = Annotated[bool, typer.Option("--qr", help="Print a code to scan with a phone.")]
CodeFile = Annotated[
    Path | None, typer.Option("--qr-file", help="Write that code as .svg or .png.")
]
Study = Annotated[str, typer.Argument(help="The study, such as NCT04684147.")]


@feed.command()
def new(
    whose: Whose,
    *,
    by: By,
    scope: ScopeOption = ScopeChoice.SUBJECT,
    language: choose.Language = None,
    detail: choose.Detail = None,
    ceiling: choose.Ceiling = None,
    windows: choose.Windows = None,
    cancelled: choose.Cancelled = None,
    past: choose.Past = None,
    future: choose.Future = None,
    alarm: choose.Alarms = None,
    expires: Expires = None,
    qr: Code = False,
    qr_file: CodeFile = None,
) -> None:
    """Hand out a link to one calendar. It is shown this once."""
    options = choose.chosen(
        FeedOptions(),
        language=language,
        detail=detail,
        ceiling=ceiling,
        windows=windows,
        cancelled=cancelled,
        past_days=past,
        future_days=future,
        alarms=alarm,
    )
    ends = None if expires is None else read_end(expires, now())
    if qr_file is not None:
        check_picture(qr_file)
    asked = Scope(scope.value, whose)
    engine = open_database()
    token = new_feed(engine, asked, now=now(), by=by, options=options, expires_at=ends)
    _show(token, qr=qr, qr_file=qr_file)
    warn_of_size(engine)


@feed.command()
def options(
    number: Number,
    *,
    by: By,
    language: choose.Language = None,
    detail: choose.Detail = None,
    ceiling: choose.Ceiling = None,
    windows: choose.Windows = None,
    cancelled: choose.Cancelled = None,
    past: choose.Past = None,
    future: choose.Future = None,
    alarm: choose.Alarms = None,
) -> None:
    """Show how a link's reader wants the calendar, or change it. The link stays the same."""

    def change(options: FeedOptions) -> FeedOptions:
        return choose.chosen(
            options,
            language=language,
            detail=detail,
            ceiling=ceiling,
            windows=windows,
            cancelled=cancelled,
            past_days=past,
            future_days=future,
            alarms=alarm,
        )

    engine = open_database()
    after = change_options(engine, number, change, now=now(), by=by)
    typer.echo(json.dumps(choose.document(after), ensure_ascii=False, indent=1))
    warn_of_size(engine, number)


@feed.command()
def rotate(number: Number, *, by: By, qr: Code = False, qr_file: CodeFile = None) -> None:
    """Replace a link by a new one to the same calendar; the old one ends now."""
    if qr_file is not None:
        check_picture(qr_file)
    token = rotate_feed(open_database(), number, now=now(), by=by)
    _show(token, qr=qr, qr_file=qr_file)


@feed.command()
def expire(
    number: Number,
    when: Annotated[
        str, typer.Argument(help="Last day on which it works, an instant, or “never”.")
    ],
    *,
    by: By,
) -> None:
    """Set when a link ends by itself."""
    ends = None if when == "never" else read_end(when, now())
    expire_feed(open_database(), number, ends, now=now(), by=by)
    said = "does not end by itself" if ends is None else f"ends at {_said(ends)}"
    typer.echo(f"link {number} {said}")


@feed.command()
def revoke(number: Number, *, by: By) -> None:
    """Take a link back: whoever still asks is told that it has ended."""
    revoke_feed(open_database(), number, now=now(), by=by)
    typer.echo(f"link {number} is taken back")


@feed.command()
def off(study: Study, why: Why, *, by: By) -> None:
    """Switch all calendars of a study off: no link to them works until they are on again."""
    switch_feeds_off(open_database(), study, now=now(), by=by, why=why)
    typer.echo(f"the calendars of {study} are off")


@feed.command()
def on(study: Study, *, by: By) -> None:
    """Switch a study's calendars on again: the links that were handed out work as before."""
    switch_feeds_on(open_database(), study, now=now(), by=by)
    typer.echo(f"the calendars of {study} are on")


@feed.command("list")
def list_(
    subject: Annotated[str | None, typer.Option(help="Only links to this subject.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the links: to which calendar, with which options, when last read and by what.

    Below the last reading stands the worst safety date that has moved since.
    """
    engine, moment = open_database(), now()
    rights = list_feeds(engine, Scope("subject", subject) if subject else None)
    if as_json:
        links = link_documents(engine, rights, moment)
        typer.echo(json.dumps(links, ensure_ascii=False, indent=1))
        return
    says = words_in(None)
    if rights:
        unseen = unseen_moves(engine, rights, now=moment)
        Console().print(feeds_table(rights, unseen, moment, says))
    else:
        typer.echo(says.links.no_link)


def _show(token: str, *, qr: bool, qr_file: Path | None) -> None:
    typer.echo(http_address(token))
    typer.echo(webcal_address(token))
    if qr:  # white on black whatever the terminal's own colours: not every phone reads the reverse
        Console().print(Text(code_in_terminal(token), style=CODE_COLOURS), soft_wrap=True)
    if qr_file is not None:
        write_picture(token, qr_file)


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
