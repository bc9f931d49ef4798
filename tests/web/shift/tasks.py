"""All tasks, in the order of the page of the docs."""

from tests.web.shift.changes import CHANGED
from tests.web.shift.desk import ANSWERED, OWN, SUBJECTS
from tests.web.shift.facts import RECORDED

TASKS = (*RECORDED, *CHANGED, *SUBJECTS, *ANSWERED, *OWN)
