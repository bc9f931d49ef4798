"""What the form says that enrols a new subject."""

from dataclasses import dataclass

from wording.filled import part


@part("pages", "enrolling")
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolWords:
    """One language; every text names its own blanks.

    Attributes:
        done: said on the page of the subject who was just enrolled.
    """

    title: str
    about: str
    subject: str
    subject_about: str
    sex: str
    consent: str
    consent_about: str
    enrol: str
    refused: str
    done: str
