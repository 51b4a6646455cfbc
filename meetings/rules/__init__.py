"""Rules as pure functions: standard library, `holidays` and frozen dataclasses. docs/regler.md lists them."""
