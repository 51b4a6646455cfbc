"""The one exception for what a user can cause."""


class RuleViolation(Exception):
    """Carries one Swedish sentence; pages show it as a form error and nothing has been saved.

    `field` is the argument that was refused, when it was one; a form with a field of that name shows it there.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
