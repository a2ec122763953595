"""What pages show: rows turned into words and tables, for the front pages and the admin alike.

Reads only. It knows models and the rules of cataloging, never requests, forms or actions.
"""
