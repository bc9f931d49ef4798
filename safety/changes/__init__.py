"""One change of the code or of the trial's data, tried in a process of its own."""
