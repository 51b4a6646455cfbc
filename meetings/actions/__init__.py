"""Every write: lock, rule, write, record, on_commit. Keyword-only; by= and at= always."""
