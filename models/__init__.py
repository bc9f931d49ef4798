"""What the trial is: facts and reasons.

Whoever imports any of it has the time zones that plans are made with.
"""

from models.zone_data import use_the_package_alone

use_the_package_alone()
