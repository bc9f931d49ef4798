"""Each reason of any plan can be kept, and reveals all that it embeds."""

import json

from hypothesis import given

from models.disclosure import Disclosure
from models.reasons.disclosing import disclosure_of, inside
from models.reasons.kept import keep, read_kept
from tests.properties.paths import Subject
from tests.properties.results import planned, with_results
from tests.spoken import every_reason_of, verdicts_of


@given(with_results())
def test_it_is_the_same_after_it_was_kept(subject: Subject) -> None:
    for reason in dict.fromkeys(every_reason_of(planned(subject))):
        assert read_kept(json.loads(json.dumps(keep(reason)))) == reason


@given(with_results())
def test_it_reveals_no_less_than_one_inside_it(subject: Subject) -> None:
    for reason in dict.fromkeys(every_reason_of(planned(subject))):
        assert disclosure_of(reason) >= reason.discloses
        assert all(disclosure_of(reason) >= disclosure_of(one) for one in inside(reason))


@given(with_results())
def test_what_nothing_of_the_subject_settles_discloses_nothing(subject: Subject) -> None:
    for verdict in verdicts_of(planned(subject)):
        level = disclosure_of(verdict.reason)
        if verdict.reason.kind == "nothing_recorded":  # or somebody wrote that there is none
            assert level is Disclosure.NOTHING
        elif verdict.fact is not None:
            assert level > Disclosure.NOTHING, verdict
