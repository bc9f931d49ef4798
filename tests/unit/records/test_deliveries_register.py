"""Which messages somebody may look at: by site, by subject, page by page."""

from sqlalchemy import Engine

from models.records.deliveries.delivery_lines import list_deliveries
from models.records.store import at_sites_alone
from models.records.subjects.charts import subjects_of
from tests.unit.records.a_history import OTHER, a_history
from tests.unit.records.recorded import SUBJECT


def test_messages_are_chosen_by_site_subject_and_number(engine: Engine) -> None:
    a_history(engine)
    everything = list_deliveries(engine)
    mine = list_deliveries(engine, sight=at_sites_alone(["CN01"]))
    of_one = list_deliveries(engine, subject=OTHER)

    assert mine
    assert all(line.subjects for line in mine)
    assert list_deliveries(engine, sight=at_sites_alone(["CN02"])) == []
    assert of_one
    assert all(OTHER in line.subjects for line in of_one)
    newest = everything[0].number
    assert [line.number for line in list_deliveries(engine, before=newest)] == [
        line.number for line in everything[1:]
    ]
    assert subjects_of(engine, at_sites_alone(["CN01"])) == {SUBJECT, OTHER}
