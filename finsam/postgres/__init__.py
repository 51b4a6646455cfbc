"""A real PostgreSQL in var/postgres for a machine that has none."""
