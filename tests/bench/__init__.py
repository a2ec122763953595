"""Speed and memory, measured: `make bench`. No test depends on these figures."""
