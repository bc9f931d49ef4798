"""Said when a link is made or changed: that its calendar nears what calendar programs read."""

import typer
from sqlalchemy import Engine

from dayzero.clock import now
from dayzero.health.feed_sizes import feed_size_findings, sizes_of
from dayzero.health.finding import Level
from dayzero.settings import read_settings
from models.records.store import list_feeds


def warn_of_size(engine: Engine, number: int | None = None) -> None:
    """On stderr, of the link of that number; of the one that was made last without one."""
    rights = [right for right in list_feeds(engine) if number in {None, right.id}]
    for finding in feed_size_findings(sizes_of(engine, rights[-1:], read_settings(), now())):
        if finding.level is not Level.OK:
            typer.echo(f"{finding.said}: {finding.do}", err=True)
