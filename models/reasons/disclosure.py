"""What a sentence reveals of a subject, and so where it may be read."""

from enum import IntEnum


class Disclosure(IntEnum):
    """How much is revealed; each level includes those below it.

    Attributes:
        NOTHING: step names and dates of the path, nothing of this person's illness.
        TREATMENT: drugs, radiotherapy, and rules that tell which of them were given.
        RESULT: measured values, findings, test results, diagnoses, sex.
    """

    NOTHING = 0
    TREATMENT = 1
    RESULT = 2
