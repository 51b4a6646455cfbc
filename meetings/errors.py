"""The one exception for what a user can cause."""


class RuleViolation(Exception):
    """Carries one Swedish sentence; pages show it as a form error and nothing has been saved."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
