"""Which kammarrätt is above which förvaltningsrätt (1 § förordningen 1977:937). Pure."""

_COURTS = {
    "Kammarrätten i Stockholm": ("Stockholm", "Uppsala"),
    "Kammarrätten i Göteborg": ("Göteborg", "Karlstad", "Malmö"),
    "Kammarrätten i Jönköping": ("Jönköping", "Linköping", "Växjö"),
    "Kammarrätten i Sundsvall": ("Falun", "Härnösand", "Luleå", "Umeå"),
}
# «Förvaltningsrätten i Falun» -> «Kammarrätten i Sundsvall».
APPEAL_COURTS = {f"Förvaltningsrätten i {town}": above for above, towns in _COURTS.items() for town in towns}
