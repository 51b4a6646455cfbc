"""What is frozen reads as it was written, and its public copy holds only what is named as public."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from funding.record.application import (
    ApplicantContent,
    ApplicantRole,
    ApplicationContent,
    CostLine,
    Economy,
    Texts,
    WholeSums,
    YearlySums,
)
from meetings.record.document import Letterhead

PUBLIC = set("key role party part organisation unit signatory org_number address postal_code city".split())
AMOUNTS = (Decimal("65000.00"), Decimal("3750.50"))
SUM = Decimal("68750.50")


class LaterApplicant(ApplicantContent, frozen=True, kw_only=True):
    """As the class may look one day, with a field that nobody has thought of here."""

    home_address: str = ""


def filled(kind: type[ApplicantContent]) -> ApplicantContent:
    """Something in every field."""
    return kind(**{name: ApplicantRole.LEAD if name == "role" else name for name in kind.__struct_fields__})


def application(applicant: ApplicantContent) -> ApplicationContent:
    return ApplicationContent(
        document=Letterhead(
            association_name="Samordningsförbundet i Exempelvik",
            org_number="222000-0000",
            address=("Torggatan 2",),
            web="",
            email="",
            phone="",
            logo_sha256=None,
            logo_media_type="",
            logo_alt="",
            accent="#0e5a47",
            storage_place="",
        ),
        association="exempelvik",
        call=None,
        name="Social verkstad",
        first_day=date(2024, 3, 1),
        last_day=None,
        applicants=(applicant,),
        texts=Texts(**dict.fromkeys(Texts.__struct_fields__, "Text.")),
        target_number=24,
        activities=(),
        answers=(),
        papers=(),
        economy=Economy(
            includes_vat=False,
            in_kind_is_cost=False,
            in_kind=(),
            years=(2024, 2025),
            rows=(CostLine(kind="staff", label="Personal", amounts=AMOUNTS, sum=SUM),),
            totals=YearlySums(**dict.fromkeys(YearlySums.__struct_fields__, AMOUNTS)),
            sums=WholeSums(**dict.fromkeys(WholeSums.__struct_fields__, SUM)),
            difference_explained="",
        ),
    )


@pytest.mark.parametrize("kind", [ApplicantContent, LaterApplicant])
def test_only_what_is_named_as_public_is_in_the_public_copy(kind):
    [shown] = application(filled(kind)).public().applicants
    said = {name for name, value in msgspec.structs.asdict(shown).items() if value}
    assert said == PUBLIC
    assert not hasattr(shown, "home_address")


def test_public_copy_keeps_everything_else():
    whole = application(filled(ApplicantContent))
    copy = whole.public()
    assert msgspec.structs.replace(copy, applicants=whole.applicants) == whole


def test_content_reads_as_it_was_written_with_money_and_days_as_text():
    whole = application(filled(ApplicantContent))
    stored = whole.to_json()
    assert ApplicationContent.from_json(stored) == whole
    assert (stored["first_day"], stored["last_day"], stored["schema"]) == ("2024-03-01", None, 1)
    assert stored["economy"]["rows"][0]["amounts"] == ["65000.00", "3750.50"]


def test_content_of_another_shape_is_refused():
    stored = application(filled(ApplicantContent)).to_json()
    for wrong in ({**stored, "shoe_size": 42}, {**stored, "name": None}, {**stored, "first_day": "i mars"}):
        with pytest.raises(msgspec.ValidationError):
            ApplicationContent.from_json(wrong)
