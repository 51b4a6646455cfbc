"""What a page or a letter of an association calls somebody."""

from typing import Any

from django import template

from meetings.models import Person
from meetings.reads.people import namesakes_in

register = template.Library()


@register.simple_tag(takes_context=True)
def called(context: dict[str, Any], person: Person | str | None) -> str:
    """The person's name and, where somebody else in the page's `association` has it too, what tells them apart.

    A name that is already such a one, as in a protocol, is said as it is. The namesakes are asked for once a page.
    """
    if not isinstance(person, Person):
        return person or ""
    association = context.get("association")
    if not association:
        return person.name
    of_page = vars(association)
    if "namesakes" not in of_page:
        of_page["namesakes"] = namesakes_in(association)
    names: dict[int, str] = of_page["namesakes"]
    return names.get(person.pk, person.name)
