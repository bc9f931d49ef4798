"""Each reason of any plan is said in both languages, and both tell the same facts."""

from hypothesis import given

from tests.properties.budget import share
from tests.properties.paths import Subject
from tests.properties.results import planned, with_results
from tests.spec.charts import PROTOCOL
from tests.wording.facts_told import told_otherwise


@share(5)
@given(with_results())
def test_both_name_the_same_rules_facts_drugs_dates_lengths_and_basis(subject: Subject) -> None:
    assert told_otherwise(planned(subject), PROTOCOL) == []
