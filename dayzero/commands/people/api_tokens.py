"""`dayzero token`: programs that act for a person, at `/api/v1`."""

import json
from datetime import datetime
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dayzero.clock import now
from dayzero.commands.options import AsJson, By
from dayzero.database import open_database
from dayzero.desk.calendar_links.ends import read_end
from models.records.store import (
    USUAL_LIFE,
    ApiScope,
    ApiToken,
    list_api_tokens,
    make_api_token,
    revoke_api_token,
)

token = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Person = Annotated[str, typer.Argument(help="The login name of who answers for it.")]


@token.command()
def new(
    person: Person,
    *,
    name: Annotated[str, typer.Option(help="What it is for, such as “laboratory”.")],
    scope: Annotated[list[ApiScope], typer.Option(help="What it is good for; repeatable.")],
    expires: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="Last day on which it works, or an instant; else a year."
        ),
    ] = None,
    by: By,
) -> None:
    """Make a token for a program that acts for a person. It is shown this once."""
    moment = now()
    ends = moment + USUAL_LIFE if expires is None else read_end(expires, moment)
    made = make_api_token(
        open_database(), person, name=name, scopes=scope, expires_at=ends, now=moment, by=by
    )
    typer.echo(f"token, shown this once: {made}")


@token.command("list")
def list_(
    person: Annotated[str | None, typer.Argument(help="Only this person's.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the tokens: whose, what for, when last used; never the tokens themselves."""
    tokens, moment = list_api_tokens(open_database(), person), now()
    if as_json:
        typer.echo(json.dumps([_document(one, moment) for one in tokens], indent=1))
    elif tokens:
        Console().print(_table(tokens, moment))
    else:
        typer.echo("there is no token; `dayzero token new NAME` makes one")


@token.command()
def revoke(
    number: Annotated[int, typer.Argument(help="Its number in `dayzero token list`.")],
    *,
    by: By,
) -> None:
    """Take a token back: its program is answered no more."""
    revoke_api_token(open_database(), number, now=now(), by=by)
    typer.echo(f"API token {number} is taken back")


def _table(tokens: list[ApiToken], moment: datetime) -> Table:
    table = Table("token", "person", "name", "scopes", "last used", "ends", box=box.SIMPLE_HEAD)
    for one in tokens:
        ends = "ended" if one.ended(moment) else f"{one.expires_at:%Y-%m-%d}"
        used = "" if one.last_used_at is None else f"{one.last_used_at:%Y-%m-%d %H:%M} UTC"
        scopes = ", ".join(sorted(one.scopes))
        table.add_row(str(one.number), one.person, one.name, scopes, used, ends)
    return table


def _document(one: ApiToken, moment: datetime) -> dict[str, Any]:
    return {
        "token": one.number,
        "person": one.person,
        "name": one.name,
        "scopes": sorted(one.scopes),
        "created_at": one.created_at.isoformat(),
        "created_by": one.created_by,
        "expires_at": one.expires_at.isoformat(),
        "revoked_at": None if one.revoked_at is None else one.revoked_at.isoformat(),
        "last_used_at": None if one.last_used_at is None else one.last_used_at.isoformat(),
        "ended": one.ended(moment),
    }
