"""What a flow's process is told by its environment: which database, which language.

A worker starts flows without our command line, so the environment is all that both have.
The database's address may hold a password, and so is never a flow's parameter.
"""

from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import Engine

from models.records.store import open_engine
from wording.language import ENGLISH, Language, a_language

ON_SQLITE = 200  # subjects whose next step is shown, unless the settings say otherwise


class Surroundings(BaseSettings):
    """The settings that reach below the command line.

    Attributes:
        language: of messages, where a recipient has none of its own.
        base_url: where people reach the web application; no slash at its end.
        upcoming_at_most: how many subjects' next steps stand among Prefect's runs, the
            first due first; None for all on PostgreSQL and 200 on SQLite, 0 for none.
    """

    model_config = SettingsConfigDict(env_prefix="DAYZERO_", env_ignore_empty=True, frozen=True)

    database_url: str = Field(repr=False)
    language: Annotated[Language, AfterValidator(a_language)] = ENGLISH
    base_url: str = "http://127.0.0.1:8000"
    upcoming_at_most: int | None = None


def store() -> Engine:
    """The records' database, opened once in a process."""
    return _opened(Surroundings().database_url)


def language() -> Language:
    """The language of messages, where a recipient has none of its own."""
    return Surroundings().language


def upcoming_at_most() -> int | None:
    """How many subjects' next steps are shown among Prefect's runs; None for all.

    Marking some 500 runs as Late locks Prefect's database where that is SQLite, too.
    """
    told = Surroundings().upcoming_at_most
    if told is not None:
        return told
    return ON_SQLITE if store().dialect.name == "sqlite" else None


def subject_page(subject: str) -> str:
    """The address of a subject's own page, for those who may see it."""
    return f"{Surroundings().base_url.rstrip('/')}/subjects/{subject}"


@lru_cache
def _opened(database_url: str) -> Engine:
    return open_engine(database_url)
