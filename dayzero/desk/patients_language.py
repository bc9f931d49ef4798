"""The language of what is given to a patient."""

from typing import Final

from wording.language import Language

PATIENTS: Final[Language] = "zh"
"""What the patients of this trial read."""
