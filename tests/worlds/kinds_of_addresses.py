"""One e-mail address of each kind that a stranger might tell from the others."""

from meetings.models import Person
from tests.worlds.applications import make_office
from tests.worlds.boards import make_person
from tests.worlds.second_step import make_app


def make_addresses() -> dict[str, str]:
    """By what is true of it; an office in «exempelvik» is made too."""
    office = make_office()
    closed, coded = (make_person(name, "Ek") for name in ("Stina", "Kodar"))
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    make_app(coded)
    return {
        "has a password": office.board.member.email,
        "has no password": office.applicant.email,
        "must have a second factor": office.board.secretary.email,
        "has a second factor": coded.email,
        "is closed": closed.email,
        "is nobody's": "ingen@example.org",
    }
