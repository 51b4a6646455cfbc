"""What one press does at once, without a dialog: table.py lists the simple ones, the rest are views."""
