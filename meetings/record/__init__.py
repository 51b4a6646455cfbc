"""The frozen protocol: its classes both ways, its sentences, a § as typed blocks. Knows no Django."""
