"""`dayzero person`: who may sign in to the pages, for which sites."""

import json
from typing import Annotated

import typer
from rich.console import Console

from dayzero.clock import now
from dayzero.commands.options import AsJson, By
from dayzero.commands.people.people_listed import (
    in_trials,
    people_table,
    person_document,
    said_sites,
)
from dayzero.database import open_database
from dayzero.login_names import checked_login_name, checked_sites, checked_trials
from dayzero.passwords import checked_password, hash_password, make_password
from models.records.store import (
    Rights,
    Role,
    add_person,
    change_person,
    disable_person,
    drop_second_factor,
    enable_person,
    end_all_sessions,
    find_person,
    list_people,
    name_at_provider,
    set_password,
)

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
    trial: Annotated[
        list[str] | None,
        typer.Option(help="Only subjects of this trial; repeatable. Every trial's without it."),
    ] = None,
    role: Annotated[
        Role, typer.Option(help="A coordinator records and answers; a reader only reads.")
    ] = Role.COORDINATOR,
    manages_people: Annotated[
        bool, typer.Option("--manages-people", help="Manages others of the same sites on the page.")
    ] = False,
    generate: Generate = False,
    by: By,
) -> None:
    """Let a person sign in. The password is asked for, or made and shown this once."""
    login, sites = checked_login_name(name), checked_sites(site or [], all_sites=all_sites)
    trials = checked_trials(trial or [])
    engine = open_database()
    password = _password(login, generate=generate)
    add_person(
        engine,
        login,
        role=role,
        sites=sites,
        trials=trials,
        manages_people=manages_people,
        password_hash=hash_password(password),
        now=now(),
        by=by,
    )
    typer.echo(f"{login} may sign in as {role.value} for {said_sites(sites)}{in_trials(trials)}")
    _show(password, generate=generate)


@person.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """List everybody who was ever added, without passwords."""
    people = list_people(open_database())
    if as_json:
        typer.echo(json.dumps([person_document(one) for one in people], indent=1))
    elif people:
        Console().print(people_table(people))
    else:
        typer.echo("nobody may sign in; `dayzero person add NAME --site CN01` adds somebody")


@person.command()
def change(
    name: Name,
    *,
    site: Annotated[
        list[str] | None, typer.Option(help="Sees these sites alone from now on; repeatable.")
    ] = None,
    all_sites: Annotated[bool, typer.Option("--all-sites", help="Sees every site.")] = False,
    trial: Annotated[
        list[str] | None, typer.Option(help="Sees these trials alone from now on; repeatable.")
    ] = None,
    all_trials: Annotated[bool, typer.Option("--all-trials", help="Sees every trial.")] = False,
    role: Annotated[Role | None, typer.Option(help="Another role.")] = None,
    manages_people: Annotated[
        bool | None, typer.Option(help="Whether the person manages others of the same sites.")
    ] = None,
    provider_name: Annotated[
        str | None,
        typer.Option(help="What the hospital's own sign-in calls the person; empty to end that."),
    ] = None,
    by: By,
) -> None:
    """Change a person's rights, or the name at the provider; what is not named stays."""
    engine = open_database()
    before = find_person(engine, name)
    named = bool(site) or all_sites
    rights = Rights(
        role=role or before.role,
        sites=checked_sites(site or [], all_sites=all_sites) if named else before.sites,
        trials=checked_trials(trial or []) if trial or all_trials else before.trials,
        manages_people=before.manages_people if manages_people is None else manages_people,
    )
    changed = change_person(engine, name, rights, now=now(), by=by)
    if provider_name is not None:
        more = name_at_provider(engine, name, provider_name or None, now=now(), by=by)
        changed += [more] if more else []
    typer.echo("\n".join(changed) or "nothing changed")


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


@person.command("end-sessions")
def end_sessions(name: Name, *, by: By) -> None:
    """Sign a person out in every browser."""
    ended = end_all_sessions(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} is signed out everywhere{_signed_out(ended)}")


@person.command("reset-second-factor")
def reset_second_factor(name: Name, *, by: By) -> None:
    """Ask for no code of a lost phone; whoever is signed in under the name is signed out."""
    ended = drop_second_factor(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} signs in with the password alone{_signed_out(ended)}")


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
