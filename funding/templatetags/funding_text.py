"""Filters of pages and documents about funds."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import template

from funding.record.application import ApplicantContent, Economy
from funding.rules.economy import difference_in_words
from meetings.swedish import grouped

register = template.Library()


@register.filter
def sum_of(amount: Decimal) -> str:
    """«65 000» or «1 250,50»."""
    return grouped(amount)


@register.filter
def amounts_heading(kind: str) -> str:
    """What the amounts of a decision of `kind` (Placement.Kind) are: over its letter and in the mail alike."""
    return {
        "grant": "Beviljade belopp",
        "carry_over": "Belopp som förs över",
        "reduction": "Belopp som tas tillbaka",
        "early_end": "Belopp som tas tillbaka",
    }.get(kind, "Ytterligare belopp")


@register.filter
def under_heading(amount: Decimal, kind: str) -> Decimal:
    """The amount as it stands under `amounts_heading`: what is taken back has no minus there as well."""
    return abs(amount) if kind in ("reduction", "early_end") else amount


@register.filter
def applicant_rows(applicant: ApplicantContent) -> list[tuple[str, str]]:
    """What is filled in of an applicant, label and value."""
    rows = (
        ("Medlem i förbundet", "Ja" if applicant.party else ""),
        ("Firmatecknare eller chef", applicant.signatory),
        ("Organisationsnummer", applicant.org_number),
        ("Adress", ", ".join(filter(None, [applicant.address, applicant.place]))),
        ("Kontaktperson", applicant.contact),
        ("Telefon", applicant.phone),
        ("Mobiltelefon", applicant.mobile),
        ("E-post", applicant.email),
        ("Plusgiro", applicant.plusgiro),
        ("Bankgiro", applicant.bankgiro),
        ("Betalningsreferens", applicant.payment_reference),
    )
    return [(label, value) for label, value in rows if value]


@register.filter
def differences(economy: Economy) -> str:
    """«2024: det sökta beloppet är … högre än …. 2025: …. Totalt: ….», or that all is paid for."""
    amounts = economy.totals.difference
    if not any(amounts):
        return "Kostnader och finansiering går ihop." if amounts else ""
    each = [
        f"{year}: {difference_in_words(amount)}." for year, amount in zip(economy.years, amounts, strict=True)
    ]
    whole = difference_in_words(economy.sums.difference)
    return " ".join(each + ([f"Totalt: {whole}."] if len(each) > 1 else []))


@register.filter
def of_years[Value](values: Iterable[Value], years: Iterable[int]) -> list[tuple[int, Value]]:
    """`values` with the year of each, which a cell says on a phone."""
    return list(zip(years, values, strict=True))


@register.filter
def item[Key, Value](values: Mapping[Key, Value], key: Key) -> Value | None:
    """`values[key]`, None without it."""
    return values.get(key)
