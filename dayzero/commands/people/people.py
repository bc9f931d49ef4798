"""`dayzero person`: who may sign in to the pages, for which sites."""

import json
import re
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dayzero.clock import now
from dayzero.commands.options import AsJson, By
from dayzero.database import open_database
from dayzero.passwords import checked_password, hash_password, make_password
from models.errors import Fault, InputRefused
from models.protocol import load_protocol
from models.reasons.refusals.desk import NotALoginName, SiteOfPersonUnknown, TypedFlaw
from models.reasons.refusals.refusal import nearest, shown
from models.records.store import (
    PersonLine,
    Role,
    add_person,
    disable_person,
    drop_second_factor,
    enable_person,
    list_people,
    set_password,
)

LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")

person = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _folded(name: str) -> str:
    return name.casefold()


Name = Annotated[str, typer.Argument(help="The login name, such as “wang.f”.", callback=_folded)]
Generate = Annotated[
    bool, typer.Option("--generate", help="Make a password and show it once, instead of asking.")
]


@person.command()
def add(
    name: Name,
    *,
    site: Annotated[
        list[str] | None, typer.Option(help="A site whose subjects the person sees; repeatable.")
    ] = None,
    all_sites: Annotated[bool, typer.Option("--all-sites", help="Every site's subjects.")] = False,
    role: Annotated[
        Role, typer.Option(help="A coordinator records and answers; a reader only reads.")
    ] = Role.COORDINATOR,
    generate: Generate = False,
    by: By,
) -> None:
    """Let a person sign in. The password is asked for, or made and shown this once."""
    login, sites = _login_name(name), _sites(site or [], all_sites=all_sites)
    engine = open_database()
    password = _password(login, generate=generate)
    add_person(
        engine,
        login,
        role=role,
        sites=sites,
        password_hash=hash_password(password),
        now=now(),
        by=by,
    )
    typer.echo(f"{login} may sign in as {role.value} for {_said(sites)}")
    _show(password, generate=generate)


@person.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """List everybody who was ever added, without passwords."""
    people = list_people(open_database())
    if as_json:
        typer.echo(json.dumps([_document(one) for one in people], indent=1))
    elif people:
        Console().print(_table(people))
    else:
        typer.echo("nobody may sign in; `dayzero person add NAME --site CN01` adds somebody")


@person.command()
def disable(name: Name, *, by: By) -> None:
    """Let nobody sign in under a name; whoever is signed in under it is signed out at once."""
    ended = disable_person(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} is disabled{_signed_out(ended)}")


@person.command()
def enable(name: Name, *, by: By) -> None:
    """Let a person sign in again who was disabled."""
    enable_person(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} may sign in")


@person.command()
def password(name: Name, *, generate: Generate = False, by: By) -> None:
    """Give a person another password; whoever is signed in under the name is signed out."""
    engine = open_database()
    new = _password(name, generate=generate)
    ended = set_password(engine, name, password_hash=hash_password(new), now=now(), by=by)
    typer.echo(f"{name} has a new password{_signed_out(ended)}")
    _show(new, generate=generate)


@person.command("reset-second-factor")
def reset_second_factor(name: Name, *, by: By) -> None:
    """Ask for no code of a lost phone; whoever is signed in under the name is signed out."""
    ended = drop_second_factor(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} signs in with the password alone{_signed_out(ended)}")


def _login_name(name: str) -> str:
    if not LOGIN_NAME.fullmatch(name):
        raise InputRefused([Fault("NAME", NotALoginName(word=shown(name)))])
    return name


def _sites(named: list[str], *, all_sites: bool) -> frozenset[str] | None:
    """None for all of them."""
    if all_sites == bool(named):
        raise InputRefused([Fault("--site", TypedFlaw.NO_SITES)])
    known = load_protocol().sites
    for site in named:
        if site not in known:
            near = nearest(site, known)
            unknown = SiteOfPersonUnknown(word=shown(site), known=tuple(known), near=near)
            raise InputRefused([Fault("--site", unknown)])
    return None if all_sites else frozenset(named)


def _password(name: str, *, generate: bool) -> str:
    if generate:
        return make_password()
    typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return checked_password(typed, name)


def _show(password: str, *, generate: bool) -> None:
    if generate:
        typer.echo(f"password, shown this once: {password}")


def _signed_out(sessions: int) -> str:
    if not sessions:
        return ""
    return f"; {sessions} session{'s' if sessions > 1 else ''} ended"


def _said(sites: frozenset[str] | None) -> str:
    return "all sites" if sites is None else ", ".join(sorted(sites))


def _table(people: list[PersonLine]) -> Table:
    table = Table("name", "role", "sites", "added", "by", "disabled", box=box.SIMPLE_HEAD)
    for one in people:
        disabled = "" if one.disabled_at is None else f"{one.disabled_at:%Y-%m-%d}"
        added = f"{one.added_at:%Y-%m-%d}"
        table.add_row(one.name, one.role.value, _said(one.sites), added, one.added_by, disabled)
    return table


def _document(one: PersonLine) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role.value,
        "sites": None if one.sites is None else sorted(one.sites),
        "added_at": one.added_at.isoformat(),
        "added_by": one.added_by,
        "disabled_at": None if one.disabled_at is None else one.disabled_at.isoformat(),
    }
