"""What people write, cleaned to one normal form."""
