"""Every write of the app: lock, rule, write, record, letters."""
