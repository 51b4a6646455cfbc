"""The working rows of one meeting, read once into one immutable value."""
