"""What an application still lacks, and what stops it from being sent (law-and-practice 6.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

TEXTS = {
    "background": ("insatsen", "bakgrund"),
    "description": ("insatsen", "beskrivning"),
    "target_group": ("mal", "målgrupp"),
    "goals": ("mal", "mål"),
    "evaluation": ("mal", "utvärdering"),
    "management": ("mal", "ledning och styrning"),
    "implementation": ("mal", "implementering"),
}


@dataclass(frozen=True)
class Missing:
    """`section` is where to write it; `stops` whether it must be there to send."""

    section: str
    what: str
    stops: bool = False


def missing(content: Mapping[str, Any]) -> list[Missing]:
    """In the order of the form, from the application's content."""
    lead: Mapping[str, Any] = next((one for one in content["applicants"] if one["role"] == "lead"), {})
    checks = [
        ("sokande", "sökande organisation", lead.get("organisation"), True),
        ("sokande", "organisationsnummer", lead.get("org_number"), False),
        ("sokande", "firmatecknare eller chef", lead.get("signatory"), False),
        ("sokande", "firmatecknarens e-post", lead.get("signatory_email"), False),
        ("sokande", "kontaktpersonens e-post", lead.get("email"), True),
        ("sokande", "bankgiro eller plusgiro", lead.get("bankgiro") or lead.get("plusgiro"), False),
        ("insatsen", "insatsens namn", content["name"].strip(), True),
        ("insatsen", "när insatsen börjar och slutar", content["first_day"] and content["last_day"], False),
        *((section, what, content["texts"][key].strip(), False) for key, (section, what) in TEXTS.items()),
        ("insatsen", "tid- och aktivitetsplan", any(one["what"] for one in content["activities"]), False),
        ("mal", "antal deltagare", content["target_number"], False),
        *(("kriterier", one["name"], one["text"].strip(), False) for one in content["answers"]),
        ("ekonomi", "kostnader", Decimal(content["sums"]["costs"]) > 0, False),
        ("ekonomi", "belopp som söks", Decimal(content["sums"]["sought"]) > 0, True),
        (
            "ekonomi",
            "förklaring till skillnaden",
            content["difference_explained"].strip() or Decimal(content["sums"]["difference"]) == 0,
            False,
        ),
    ]
    return [Missing(section, what, stops) for section, what, there, stops in checks if not there]


def total_of(content: Mapping[str, Any]) -> int:
    """How many things are asked for: what the meter counts to."""
    return 20 + len(content["answers"])
