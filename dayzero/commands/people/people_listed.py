"""People as the command line lists them."""

from typing import Any

from rich import box
from rich.table import Table

from models.records.store import PersonLine

COLUMNS = ("name", "role", "sites", "manages", "added", "by", "disabled")


def said_sites(sites: frozenset[str] | None) -> str:
    """Sites in words."""
    return "all sites" if sites is None else ", ".join(sorted(sites))


def in_trials(trials: frozenset[str] | None) -> str:
    """Behind the sites, where some trials alone are meant."""
    return "" if trials is None else f" in {', '.join(sorted(trials))}"


def people_table(people: list[PersonLine]) -> Table:
    """Everybody, by name."""
    table = Table(
        "name", "role", "sites", "manages", "added", "by", "disabled", box=box.SIMPLE_HEAD
    )
    for one in people:
        disabled = "" if one.disabled_at is None else f"{one.disabled_at:%Y-%m-%d}"
        added = f"{one.added_at:%Y-%m-%d}"
        manages = "people" if one.manages_people else ""
        sites = said_sites(one.sites) + in_trials(one.trials)
        table.add_row(one.name, one.role.value, sites, manages, added, one.added_by, disabled)
    return table


def person_document(one: PersonLine) -> dict[str, Any]:
    """One person as JSON, without the password."""
    return {
        "name": one.name,
        "role": one.role.value,
        "sites": None if one.sites is None else sorted(one.sites),
        "trials": None if one.trials is None else sorted(one.trials),
        "manages_people": one.manages_people,
        "provider_name": one.provider_name,
        "added_at": one.added_at.isoformat(),
        "added_by": one.added_by,
        "disabled_at": None if one.disabled_at is None else one.disabled_at.isoformat(),
    }
