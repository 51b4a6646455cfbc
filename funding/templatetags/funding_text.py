"""Filters of pages and documents about funds; money in the frozen content is text such as «65000.00»."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from funding.documents.application import economy_lines, sections_of
from funding.rules.economy import difference_in_words
from meetings.swedish import grouped

register = template.Library()

_ROWS = (
    ("party", "Medlem i förbundet"),
    ("signatory", "Firmatecknare eller chef"),
    ("org_number", "Organisationsnummer"),
    ("address", "Adress"),
    ("contact", "Kontaktperson"),
    ("phone", "Telefon"),
    ("mobile", "Mobiltelefon"),
    ("email", "E-post"),
    ("plusgiro", "Plusgiro"),
    ("bankgiro", "Bankgiro"),
    ("payment_reference", "Betalningsreferens"),
)


@register.filter
def sum_of(amount: str | Decimal) -> str:
    """«65 000» or «1 250,50»."""
    return grouped(Decimal(amount))


@register.filter
def applicant_rows(applicant: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is filled in of an applicant, label and value."""
    place = " ".join(filter(None, [applicant["postal_code"], applicant["city"]]))
    values = {
        **applicant,
        "party": "Ja" if applicant["party"] else "",
        "address": ", ".join(filter(None, [applicant["address"], place])),
    }
    return [(label, values[key]) for key, label in _ROWS if values[key]]


@register.filter
def differences(content: Mapping[str, Any]) -> str:
    """«2024: söker … mer än kostnaden. 2025: …. Totalt: ….», or that all is paid for."""
    amounts = [Decimal(amount) for amount in content["totals"]["difference"]]
    if not any(amounts):
        return "Kostnader och finansiering går jämnt upp." if amounts else ""
    each = [
        f"{year}: {difference_in_words(amount)}."
        for year, amount in zip(content["years"], amounts, strict=True)
    ]
    whole = difference_in_words(Decimal(content["sums"]["difference"]))
    return " ".join(each + ([f"Totalt: {whole}."] if len(each) > 1 else []))


@register.filter
def economy_rows(content: Mapping[str, Any]) -> list[tuple[str, list[str], str]]:
    """Sums below the rows of costs: label, per year, in total."""
    return economy_lines(content)


@register.filter
def texts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Heading and text of what is filled in."""
    return sections_of(content)


@register.filter
def item(values: Mapping[str, Any], key: str) -> Any:
    """`values[key]`, None without it."""
    return values.get(key)
