"""Traps: parts of a site that go on for ever and bring nothing new, known by their shape and their content."""
