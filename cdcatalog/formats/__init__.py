"""How dates and times are written, on the front pages and in the admin alike."""
