"""Payments for the bank as ISO 20022 pain.001.001.09, as banks in Sweden take it in: kronor to bankgiro or plusgiro.

The giro numbers stand as the Swedish Common Interpretation of ISO 20022 says: a bankgiro as the scheme BGNR with the
clearing number 9900, a plusgiro as a BBAN with 9960, both of the clearing system SESBA.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_BANKGIRO, _PLUSGIRO = "9900", "9960"


@dataclass(frozen=True)
class Payer:
    """The association and the account that it pays from: `iban`, else `bankgiro`; `bic` is the bank's, if known."""

    name: str
    org_number: str
    iban: str = ""
    bankgiro: str = ""
    bic: str = ""


@dataclass(frozen=True)
class Transfer:
    """A payment: `identity` comes back with the bank's report; `bankgiro` or `plusgiro` is where it goes."""

    identity: str
    amount: Decimal
    name: str
    message: str
    bankgiro: str = ""
    plusgiro: str = ""


def bank_file(
    *, identity: str, made: datetime, day: date, payer: Payer, transfers: Sequence[Transfer]
) -> bytes:
    """The file as XML in UTF-8: `transfers`, of one or more, to be carried out on `day`."""
    document = Element("Document", xmlns=NAMESPACE)
    initiation = SubElement(document, "CstmrCdtTrfInitn")
    total = sum((one.amount for one in transfers), Decimal(0))
    header = SubElement(initiation, "GrpHdr")
    _leaf(header, "MsgId", identity)
    _leaf(header, "CreDtTm", made.replace(microsecond=0).isoformat())
    _sums(header, len(transfers), total)
    _party(header, "InitgPty", payer)
    payment = SubElement(initiation, "PmtInf")
    _leaf(payment, "PmtInfId", identity)
    _leaf(payment, "PmtMtd", "TRF")
    _sums(payment, len(transfers), total)
    kind = SubElement(payment, "PmtTpInf")
    _leaf(kind, "SvcLvl/Cd", "NURG")
    _leaf(kind, "CtgyPurp/Cd", "SUPP")
    _leaf(payment, "ReqdExctnDt/Dt", day.isoformat())
    _party(payment, "Dbtr", payer)
    account = SubElement(payment, "DbtrAcct")
    if payer.iban:
        _leaf(account, "Id/IBAN", payer.iban.replace(" ", ""))
    else:
        _giro(account, payer.bankgiro, "Prtry", "BGNR")
    _leaf(account, "Ccy", "SEK")
    if payer.bic:
        _leaf(payment, "DbtrAgt/FinInstnId/BICFI", payer.bic)
    else:
        _clearing(payment, "DbtrAgt", _BANKGIRO)
    _leaf(payment, "ChrgBr", "SLEV")
    for one in transfers:
        _transfer(payment, one)
    indent(document)
    text: str = tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _transfer(payment: Element, one: Transfer) -> None:
    part = SubElement(payment, "CdtTrfTxInf")
    identities = SubElement(part, "PmtId")
    _leaf(identities, "InstrId", one.identity)
    _leaf(identities, "EndToEndId", one.identity)
    amount = SubElement(SubElement(part, "Amt"), "InstdAmt", Ccy="SEK")
    amount.text = f"{one.amount:.2f}"
    _clearing(part, "CdtrAgt", _BANKGIRO if one.bankgiro else _PLUSGIRO)
    _leaf(part, "Cdtr/Nm", one.name[:70])
    account = SubElement(part, "CdtrAcct")
    if one.bankgiro:
        _giro(account, one.bankgiro, "Prtry", "BGNR")
    else:
        _giro(account, one.plusgiro, "Cd", "BBAN")
    _leaf(part, "RmtInf/Ustrd", one.message[:140])


def _party(parent: Element, tag: str, payer: Payer) -> None:
    party = SubElement(parent, tag)
    _leaf(party, "Nm", payer.name[:70])
    if payer.org_number:
        other = SubElement(SubElement(SubElement(party, "Id"), "OrgId"), "Othr")
        _leaf(other, "Id", _digits(payer.org_number))
        _leaf(other, "SchmeNm/Cd", "CUST")


def _sums(parent: Element, number: int, total: Decimal) -> None:
    _leaf(parent, "NbOfTxs", str(number))
    _leaf(parent, "CtrlSum", f"{total:.2f}")


def _giro(account: Element, number: str, kind: str, scheme: str) -> None:
    other = SubElement(SubElement(account, "Id"), "Othr")
    _leaf(other, "Id", _digits(number))
    _leaf(other, f"SchmeNm/{kind}", scheme)


def _clearing(parent: Element, tag: str, number: str) -> None:
    member = SubElement(SubElement(SubElement(parent, tag), "FinInstnId"), "ClrSysMmbId")
    _leaf(member, "ClrSysId/Cd", "SESBA")
    _leaf(member, "MmbId", number)


def _leaf(parent: Element, path: str, text: str) -> None:
    for tag in path.split("/"):
        parent = SubElement(parent, tag)
    parent.text = text


def _digits(number: str) -> str:
    return "".join(one for one in number if one.isdecimal())
