"""Applications for funds, grants, payments and reports. May import meetings; meetings never imports this."""
