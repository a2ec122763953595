"""Stand-ins: local servers that behave as the outside services do, faults included."""
