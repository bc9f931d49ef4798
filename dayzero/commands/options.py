"""Arguments and options that several commands share."""

import getpass
from typing import Annotated

import typer

from wording.language import languages

INSTANT = "An instant without offset is read on the site's clock."


def _printable(text: str) -> str:
    if not text.strip() or not text.isprintable():
        message = "must be a name that can be printed"
        raise typer.BadParameter(message)
    return text


def one_of_ours(language: str | None) -> str | None:
    """A language that has catalogues, as it was asked for.

    Raises:
        BadParameter: if there is no such language.
    """
    if language is None or language in languages():
        return language
    ours = ", ".join(repr(each) for each in languages())
    message = f"{language!r} is not one of {ours}."
    raise typer.BadParameter(message)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "unknown"


Subject = Annotated[str, typer.Argument(help="The subject's study number, such as CN01-007.")]
By = Annotated[
    str,
    typer.Option(
        "--by",
        envvar="DAYZERO_BY",
        help="Who does it; your login name otherwise.",
        default_factory=_login_name,
        callback=_printable,
        show_default=False,
    ),
]
InLanguage = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar=f"[{'|'.join(languages())}]",
        callback=one_of_ours,
        help="Of what is printed for people; else DAYZERO_LANGUAGE.",
    ),
]
Key = Annotated[
    str | None,
    typer.Option(
        "--key",
        help="Your own name for this deed: sent again under it, it is recorded once.",
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="It is another one, though equal to one of a moment ago.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
