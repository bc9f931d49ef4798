"""The reference of settings: every environment variable that Day Zero reads."""

from collections.abc import Iterator
from pathlib import Path

from pydantic_settings import BaseSettings

from dayzero.authoring.documented import attributes_of
from dayzero.caldav_settings import CaldavSettings
from dayzero.openid.settings import OpenIdSettings
from dayzero.settings import Settings
from manual.markdown import code, page, table

GROUPS: tuple[tuple[str, type[BaseSettings]], ...] = (
    ("Of an installation", Settings),
    ("Of the hospital's own calendar server", CaldavSettings),
    ("Of the hospital's own sign-in", OpenIdSettings),
)

ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    (
        "DAYZERO_PROTOCOLS",
        "the shipped folder",
        "the folder of the protocol's data; `dayzero rules --copy-to` makes one to edit",
    ),
    (
        "DAYZERO_CHANNEL_NAME",
        "",
        "the address of the channel NAME of the routing, a secret; or `prefect-block:BLOCK`",
    ),
    ("DAYZERO_OPS_WEBHOOK", "", "where Prefect's automations tell an operations team"),
    ("DAYZERO_BY", "the name of the machine's user", "who records, at the command line"),
    (
        "DAYZERO_NOW",
        "the clock",
        "an instant with its offset at which the clock is held; for trying things out only",
    ),
    ("PREFECT_API_URL", "", "the Prefect server that runs are shown on"),
)
"""What is not read by the classes of settings: variable, what holds without it, meaning."""

HEADS = ("variable", "unless set", "meaning")
OPENING = (
    "Settings are environment variables; one that is empty counts as not set. A wrong one is"
    " refused by its name, with exit code 2, and its value is never repeated."
)


def settings_page() -> str:
    """The page; a setting whose class does not say what it means is an error.

    Raises:
        KeyError: naming the setting that nobody described.
    """
    parts = [part for title, group in GROUPS for part in (f"## {title}", _table(group))]
    others = table(HEADS, ((code(name), other, says) for name, other, says in ELSEWHERE))
    return page(
        "Settings", "the classes of settings", OPENING, *parts, "## Read where needed", others
    )


def _table(group: type[BaseSettings]) -> str:
    return table(HEADS, _rows(group))


def _rows(group: type[BaseSettings]) -> Iterator[tuple[str, str, str]]:
    means = attributes_of(group)
    prefix = group.model_config["env_prefix"]
    for name, field in group.model_fields.items():
        unless = "must be set" if field.is_required() else _default(field.default)
        yield (
            code(prefix + name.upper()),
            unless,
            means[name].rstrip(".").replace("None for", "unset for"),
        )


def _default(value: object) -> str:
    """What holds without the variable; empty where its meaning says so."""
    if isinstance(value, bool):
        return code(str(value).lower())
    shown = str(value) if isinstance(value, str | int | Path) else ""
    return code(shown) if shown else ""
