"""Kills workers, runs everything twice, and counts what reached a push service. See docs/reliability.md."""
