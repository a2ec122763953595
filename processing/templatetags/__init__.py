"""What templates load besides Django's own tags."""
