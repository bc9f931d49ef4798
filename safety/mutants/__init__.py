"""Small faults put into the code and the trial's data on purpose: the tests must notice each.

A tool of our own. Three others were installed and run on a small project with Python 3.11, and
what follows was seen there:

- mutmut 3.8.1 forks for each mutant, as is done here. It leaves out functions with a decorator,
  but for a lone `staticmethod` or `classmethod`: here what counts often stands behind `property`,
  `cached_property` and `lru_cache`. It empties no cache: a fault behind an `lru_cache` that the
  run before had filled was said to have survived the test that would have failed. It copies a
  file of TOML as it is.
- cosmic-ray 8.7.0 makes mutants of decorated functions too. It runs the whole test command once
  for each mutant, in a new process: no cache is left, and pytest has to import all anew each
  time. It makes mutants of `.py` alone.
- mutatest 3.1.0 does not run: with the first mutant it ends in a `TypeError`, as it samples from a
  set, which Python 3.11 refuses. By its source it too starts the tests anew for each mutant.

So this one splits off a process for each fault, empties every cache first, and changes data too.
What they do well is done as they do it: operators on the syntax tree, and tests chosen by what
each ran. Results are kept under the digest of the function.
"""
