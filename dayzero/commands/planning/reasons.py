"""A reason typed at the command line."""

from typing import Annotated

import typer


def _says_something(text: str) -> str:
    if not text.strip() or not text.isprintable():
        message = "must be a reason that can be printed"
        raise typer.BadParameter(message)
    return text.strip()


Why = Annotated[
    str,
    typer.Option("--why", help="The reason, in your own words.", callback=_says_something),
]
