"""What is registered by itself of an activity of the association's own, and of a granted application in its case."""

from meetings.rules.labelled import Labelled


class OwnActivityStep(Labelled):
    """What can be registered, and where it is done for a measure that came of an application."""

    DECISION = "decision", "Beslut om en beviljad ansökan registreras i ärendet, av den § som styrelsen tog."
    INVOICE = "invoice", "Fakturor registreras för förbundets egen verksamhet. Den som har avtal rekvirerar."
    APPEAL = "appeal", "Överklaganden av beslut om en beviljad ansökan registreras i ärendet."


def hindrance(doing: OwnActivityStep, *, came_of_application: bool, is_closed: bool) -> str:
    """Why it cannot be registered of a measure, in one sentence; empty when it can.

    An appeal is entered of a measure that has ended too: the court's day comes when it comes.
    """
    if came_of_application:
        return doing.label
    return "Insatsen är avslutad." if is_closed and doing != OwnActivityStep.APPEAL else ""
