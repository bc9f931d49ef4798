"""A file that people write, described from the pydantic models that read it."""

import re
from collections.abc import Callable, Iterator, Mapping

from pydantic import BaseModel

from dayzero.authoring.documented import attributes_of, summary_of
from manual.kinds import SEVERAL, kind_of
from manual.markdown import code, table

HEADS = ("key", "value", "must be given", "meaning")


def described(
    titles: Mapping[type[BaseModel], str],
    remarks: Mapping[str, str],
    examples: Callable[[str], str] = lambda _: "",
) -> Iterator[str]:
    """A section for each model: what it is, and each of its keys.

    Args:
        titles: each model as the file writes it: `[[link]]`.
        remarks: what keys mean that several models have, where a model does not say it.
        examples: how a table is written, by its name; empty where nothing is shown.
    """
    for model, title in titles.items():
        yield f"## {title}"
        yield summary_of(model)
        yield table(HEADS, _rows(model, remarks))
        if shown := examples(title.partition(",")[0].strip("`[]")):
            yield f"```toml\n{shown}\n```"


def _rows(model: type[BaseModel], remarks: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    means = {**remarks, **attributes_of(model)}
    for name, field in model.model_fields.items():
        if not field.exclude and name != "hash":  # neither is written by anybody
            kind = kind_of(field.annotation, field.metadata)
            said = "" if kind == SEVERAL else as_written(means.get(name, ""))
            yield code(field.alias or name), kind, "yes" if field.is_required() else "", said


def as_written(meaning: str) -> str:
    """What a docstring says of Python's values, said of what a file leaves out or writes."""
    said = meaning.rstrip(".").replace("None ", "left out ")
    return re.sub(r"\b(True|False)\b", lambda word: code(word[0].lower()), said)
