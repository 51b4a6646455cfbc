"""A frozen content -> HTML -> PDF, with the association's letterhead."""
