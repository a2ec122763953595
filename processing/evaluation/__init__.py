"""How good the program is: readings made from records, damaged as real ones are, and searched for."""
