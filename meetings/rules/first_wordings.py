"""What a new board's agenda and phrases start from; the chancellery then writes its own. Pure."""

from .paragraph_kind import ParagraphKind

# Kind, heading, text and decisions of each §; {fält} are filled in at each meeting.
AGENDA = (
    (
        ParagraphKind.FORMALITY,
        "Sammanträdet öppnas",
        "Ordföranden {ordförande} hälsar välkommen och öppnar sammanträdet.",
        "",
    ),
    (
        ParagraphKind.FORMALITY,
        "Närvaro och beslutande",
        "Närvaron gås igenom. Sekreterare är {sekreterare}.",
        "",
    ),
    (
        ParagraphKind.ELECTION,
        "Val av justerare",
        "Styrelsen ska välja en ledamot som justerar dagens protokoll tillsammans med ordföranden.",
        "att välja {justerare} att tillsammans med ordföranden justera protokollet.",
    ),
    (
        ParagraphKind.DECISION,
        "Föregående protokoll",
        "Protokollet från {föregående sammanträde} gås igenom.",
        "att lägga protokollet till handlingarna.",
    ),
)
END = (
    ParagraphKind.FORMALITY,
    "Sammanträdet avslutas",
    "Ordföranden tackar för engagemanget och avslutar sammanträdet.",
    "",
)
# The line below the last §.
CLOSING = "Nästa sammanträde är den {nästa sammanträde}."

# Name, text and decisions.
PHRASES = (
    (
        "Ekonomisk rapport",
        "Förbundschefen lämnar en aktuell ekonomisk rapport.",
        "att lägga rapporten till handlingarna.",
    ),
    (
        "Bevilja ansökan",
        "Ansökan presenteras. Beredningsgruppen tillstyrker.",
        "att godkänna ansökan,\natt planera in beloppet i verksamhetsplan och budget,\n"
        "att uppdra åt förbundschefen att meddela sökanden och teckna avtal.",
    ),
    ("Information", "", "Styrelsen har tagit del av informationen."),
)
