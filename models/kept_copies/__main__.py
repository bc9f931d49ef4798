"""`python -m models.kept_copies`: check the data once as the program is installed.

Whoever starts it later may be an account that may not write there.
"""

import sys

from models.chart.catalogue.drugs import load_catalogue
from models.protocol import installed_trials

sys.dont_write_bytecode = False
installed_trials()
load_catalogue()
