"""Tests mirror the code; names are sentences that say what happens."""
