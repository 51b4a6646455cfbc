"""Answers that need more than one query."""
