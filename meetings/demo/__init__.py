"""A made-up association with a year of meetings, made through the actions like everything else."""
