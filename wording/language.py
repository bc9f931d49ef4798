"""The languages that people may read; each is a folder of catalogues."""

from functools import cache
from gettext import GNUTranslations
from hashlib import sha256
from pathlib import Path

from pydantic_core import PydanticCustomError

from models.texts import ENGLISH

__all__ = ["ENGLISH"]

Language = str
"""A folder of catalogues: `en`, `zh`."""

CATALOGUES = Path(__file__).with_name("catalogues")
FOLDERS = [CATALOGUES]
"""Where languages are looked for; a test adds one of its own."""


def languages() -> tuple[Language, ...]:
    """Every language that has catalogues, in the order of their names."""
    return _languages_in(tuple(FOLDERS))


@cache
def _languages_in(folders: tuple[Path, ...]) -> tuple[Language, ...]:
    found = (each.name for folder in folders for each in folder.iterdir() if each.is_dir())
    return tuple(sorted(found))


def a_language(asked: str) -> Language:
    """What a setting asks for.

    Raises:
        PydanticCustomError: if there is no such language.
    """
    if asked in languages():
        return asked
    expected = " or ".join(repr(each) for each in languages())
    raise PydanticCustomError("language", "Input should be {expected}", {"expected": expected})


def compiled(language: Language, topic: str) -> Path:
    """The compiled catalogue of one topic.

    Raises:
        FileNotFoundError: if the language has no such topic.
    """
    for folder in FOLDERS:
        file = folder / language / "LC_MESSAGES" / f"{topic}.mo"
        if file.exists():
            return file
    raise FileNotFoundError(f"{language}/{topic}.mo")


def digest_of(language: Language) -> str:
    """Names all that is said in a language: where one message is another one, so is this."""
    return _digest_in(language, tuple(FOLDERS))


@cache
def _digest_in(language: Language, folders: tuple[Path, ...]) -> str:
    digest = sha256()
    for folder in folders:
        for file in sorted((folder / language).rglob("*.mo")):
            digest.update(f"{file.name}\0{sha256(file.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()


def locale_of(language: Language) -> str:
    """Whose months and lists are said, as CLDR names it: the header `Language`, `zh_CN`."""
    return _about(language).info()["language"]


def lists_of(language: Language) -> str:
    """Whose lists are said, as CLDR names it; English without a comma before its `and`."""
    return _about(language).gettext("lists_as_in")


def own_name(language: Language) -> str:
    """The language as its own speakers write it: `English`, `中文`."""
    return _about(language).gettext("own_name")


def sets_latin_apart(language: Language) -> bool:
    """Whether it has no spaces but beside Latin letters and digits: `CD19 检测`."""
    return _about(language).gettext("sets_latin_apart") == "yes"


def tag_of(language: Language) -> str:
    """The language as BCP 47 names it: `en`, `zh-CN`."""
    return locale_of(language).replace("_", "-")


@cache
def _about(language: Language) -> GNUTranslations:
    with compiled(language, "language").open("rb") as messages:
        return GNUTranslations(messages)
