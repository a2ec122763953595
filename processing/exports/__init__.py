"""What leaves the program: rows in, bytes out. Nothing here asks the database."""
