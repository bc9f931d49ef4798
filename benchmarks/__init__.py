"""Speed and size, as shares and ratios within one run on one machine; never part of the tests."""
