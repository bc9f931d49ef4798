"""What every page says, and the pages around signing in."""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("pages", "common")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWords:
    """One language; every text names its own blanks.

    Attributes:
        listed: between things that stand beside each other.
        zones: what people call a time zone, where they do not use its id.
        colon: behind a name, before what it says.
        apart: between two parts of a sentence.
        length_days, length_hours, length_minutes: the parts of a length of time, each with the
            space that stands before the next.
    """

    skip: str
    navigation: str
    subjects: str
    signed_in_as: str
    roles: Mapping[str, str]
    sign_out: str
    truth: str
    trial_closed: str
    as_of: str
    apart: str
    length_days: Counted
    length_hours: Counted
    length_minutes: Counted
    colon: str
    listed: str
    zones: Mapping[str, str]
    sign_in: str
    sign_in_about: str
    name: str
    password: str
    refused: str
    wait: str
    signed_out: str
    ended: str
    front_about: str
    front_calendar: str
    not_there: str
    not_there_about: str
    read_only: str
    read_only_about: str
    stale_form: str
    stale_form_about: str
    too_large: str
    too_large_about: str
    unavailable: str
    unavailable_about: str
    unreadable: str
    unreadable_about: str
    unplanned: str
    unplanned_about: str
    not_checked: str
    not_checked_about: str
    transferred: str
    transferred_about: str
    back_to_list: str
