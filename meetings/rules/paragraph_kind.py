"""What a § is for."""

from .labelled import Labelled


class ParagraphKind(Labelled):
    """Sv: beslut, information, formalia, val."""

    DECISION = "decision", "Beslut"
    INFORMATION = "information", "Information"
    FORMALITY = "formality", "Formalia"
    ELECTION = "election", "Val"
