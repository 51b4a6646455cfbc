"""Reads with an answer of their own, named as the office speaks; nothing here writes."""
