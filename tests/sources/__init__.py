"""Tests of the rules of cataloging."""
