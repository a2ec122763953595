"""Outside services: typed results, one family of errors, no tables."""
