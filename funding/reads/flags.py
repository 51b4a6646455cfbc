"""Possible jäv among those who sit in a body, for one application."""

from datetime import date

from funding.models import Application, UnitHead
from funding.record.application import ApplicationContent
from funding.rules.impartiality import Flag, Head, NamedPerson, flags
from meetings.models import Body, Mandate


def flags_for(application: Application, content: ApplicationContent, body: Body, day: date) -> list[Flag]:
    """Flags of everyone with a mandate in `body` that day. `content` is the latest version that was sent."""
    sitting = (
        Mandate.objects.filter(body=body, first_day__lte=day)
        .exclude(last_day__lt=day)
        .select_related("person")
        .order_by("seat__number", "kind", "service_order")
    )
    named = []
    for one in content.applicants:
        where = one.organisation or "den sökande"
        said = ((one.signatory, "firmatecknare"), (one.contact, "kontaktperson"))
        named += [NamedPerson(name, f"{role} för {where}") for name, role in said if name]
    named += [
        NamedPerson(one.person.name, "skriver på ansökan")
        for one in application.editor_links.select_related("person")
    ]
    heads = [
        Head(one.person.name, one.organisation, one.unit)
        for one in UnitHead.objects.filter(association=application.association).select_related("person")
    ]
    applying = [(one.organisation, one.unit) for one in content.applicants]
    return flags((one.person.name for one in sitting), named=named, heads=heads, applying=applying)
