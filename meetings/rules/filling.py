"""Sv: stående punkt. What a § of the standard agenda is filled with by itself."""

from meetings.rules.labelled import Labelled


class Filling(Labelled):
    """Sv: fylls i av sig själv med."""

    NOTHING = "", "Ingenting"
    DELEGATED = "delegated", "Delegationsbeslut att anmäla"
    RECEIVED = "received", "Inkomna skrivelser att anmäla"
    FOLLOW_UP = "follow_up", "Uppföljning av beslut"
    ECONOMY = "economy", "Ekonomisk rapport ur budgeten"
    PREVIOUS = "previous", "Föregående protokoll"
