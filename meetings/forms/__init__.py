"""What a row of a register must say before it is saved, asked alike by the chancellery's pages and by the admin."""
