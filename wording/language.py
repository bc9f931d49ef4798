"""The languages that people may read; each is a folder of catalogues."""

from pathlib import Path

Language = str
"""A folder of `wording/catalogues`: `en`, `zh`."""

CATALOGUES = Path(__file__).with_name("catalogues")
ENGLISH: Language = "en"


def languages() -> tuple[Language, ...]:
    """Every language that has catalogues, in the order of their names."""
    return tuple(sorted(folder.name for folder in CATALOGUES.iterdir() if folder.is_dir()))
