"""What the editor's templates show, made from one read of the draft; only immediate.py asks the database more."""
