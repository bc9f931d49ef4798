"""From each sentence of the registry entry to the tests and hazards that hold it, and back."""
