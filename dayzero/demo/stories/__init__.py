"""Two dozen synthetic subjects at the eleven sites, spread over the whole path.

Nobody is meant: numbers, dates and drugs are made up, and all dates are relative.
"""

from collections.abc import Sequence

from dayzero.demo.stories.after_infusion import AFTER_INFUSION
from dayzero.demo.stories.before_infusion import BEFORE_INFUSION
from dayzero.demo.stories.towards_the_product import BEFORE_APHERESIS, MANUFACTURING
from dayzero.demo.story import Story

STORIES: Sequence[Story] = (
    *BEFORE_APHERESIS,
    *MANUFACTURING,
    *BEFORE_INFUSION,
    *AFTER_INFUSION,
)
