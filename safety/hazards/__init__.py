"""What could harm a subject, what holds it off, and the tests that would notice its loss."""
