"""What `make lint` checks of the words, beyond their types."""
