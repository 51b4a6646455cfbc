"""What an application still lacks, and what stops it from being sent (law-and-practice 6.1)."""

from dataclasses import dataclass

from funding.record.application import ApplicationContent
from funding.rules.periods import years_outside
from meetings.swedish import join_names

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


def missing(content: ApplicationContent) -> list[Missing]:
    """Everything that is missing, in the order of the form."""
    lead, economy = content.lead, content.economy
    outside = years_outside(economy.sought, first=content.first_day, last=content.last_day)
    checks = [
        ("sokande", "sökande organisation", lead and lead.organisation, True),
        ("sokande", "organisationsnummer", lead and lead.org_number, False),
        ("sokande", "firmatecknare eller chef", lead and lead.signatory, False),
        ("sokande", "firmatecknarens e-post", lead and lead.signatory_email, False),
        ("sokande", "kontaktpersonens e-post", lead and lead.email, True),
        ("sokande", "bankgiro eller plusgiro", lead and (lead.bankgiro or lead.plusgiro), False),
        ("insatsen", "insatsens namn", content.name.strip(), True),
        ("insatsen", "när insatsen börjar och slutar", content.first_day and content.last_day, False),
        *(
            (section, what, getattr(content.texts, name).strip(), False)
            for name, (section, what) in TEXTS.items()
        ),
        ("insatsen", "tid- och aktivitetsplan", any(one.what for one in content.activities), False),
        ("mal", "antal deltagare", content.target_number, False),
        *(("kriterier", one.name, one.text.strip(), False) for one in content.answers),
        ("ekonomi", "kostnader", economy.sums.costs > 0, False),
        ("ekonomi", "belopp som söks", economy.sums.sought > 0, True),
        (
            "ekonomi",
            f"belopp bara för år då insatsen pågår, inte {join_names(map(str, outside))}",
            not outside,
            True,
        ),
        (
            "ekonomi",
            "förklaring till skillnaden",
            economy.difference_explained.strip() or economy.sums.difference == 0,
            False,
        ),
    ]
    return [Missing(section, what, stops) for section, what, there, stops in checks if not there]


def total_of(content: ApplicationContent) -> int:
    """How many things are asked for: what the meter counts to."""
    return 21 + len(content.answers)
