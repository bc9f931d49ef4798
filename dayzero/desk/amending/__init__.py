"""What an amendment would do, before anybody is planned by it."""
