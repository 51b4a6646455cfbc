"""Pure functions: money, identity, periods, verdicts. No Django."""
