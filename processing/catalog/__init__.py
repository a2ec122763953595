"""The rules of cataloging: plain functions on frozen values, no Django, no network."""
