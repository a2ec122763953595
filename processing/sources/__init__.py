"""Where records come from: a reading in, candidate records out."""
