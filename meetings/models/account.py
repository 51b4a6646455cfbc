"""Changes of the way into a person's account: who proposed each, and who confirmed it, how and when."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from meetings.rules.account import AccountChangeKind

from . import guards
from .identifiers import public_id
from .lines import LineField
from .validators import printable

FROM_PRESENT_ADDRESS = guards.Guard(
    name="from_present_address",
    operation=pgtrigger.Insert,
    func="PERFORM meetings_refuse_other_address(NEW.person_id, NEW.old_email::text) WHERE NEW.kind = 'address';"
    " RETURN NEW;",
)

WHO_ADDED_STANDS = guards.Guard(
    name="who_added_stands",
    operation=pgtrigger.UpdateOf("ended_at"),  # type: ignore[no-untyped-call]
    func="IF NEW.kind = 'account' AND NEW.ended_at IS NOT NULL THEN"
    " RAISE EXCEPTION 'Vem som lade upp ett konto går inte att avbryta.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;",
)


class AccountChange(models.Model):
    """Sv: kontoändring. Evidence: what is once said in it is never changed, and it is never deleted.

    Only who added an account that nobody uses goes, with its person.

    `ACCOUNT` is the account itself, proposed by whoever added the person; it is never ended. An `ADDRESS` is valid
    when its new address has confirmed it and the old one or a third person has: the third person where there was no
    old one. A `SECOND_FACTOR`, whose `new_email` is the person's address, when both that address and a third person
    have. An `EID_NAME` is an identity that the person wants to link, whose name is not the register's; `eid_claims`
    is what the link will keep of it. Its `eid_name` is there for the third person to read, and is dropped when it is
    valid or ended. `signs_from` is set when signing is held back.
    """

    Kind = AccountChangeKind

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    person = models.ForeignKey("meetings.Person", on_delete=models.CASCADE, related_name="account_changes")
    kind = models.CharField("slag", max_length=20, choices=Kind.choices)
    old_email = models.EmailField("tidigare adress", blank=True)
    new_email = models.EmailField("adress", blank=True)
    old_token_hash = models.CharField(max_length=64, blank=True)
    new_token_hash = models.CharField(max_length=64, blank=True)
    proposed_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="föreslagen av"
    )
    proposed_at = models.DateTimeField("föreslagen")
    old_confirmed_at = models.DateTimeField("bekräftad från den tidigare adressen", null=True, blank=True)
    new_confirmed_at = models.DateTimeField("bekräftad från adressen", null=True, blank=True)
    vouched_by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bekräftad av",
    )
    vouched_at = models.DateTimeField("bekräftad av någon annan", null=True, blank=True)
    how = LineField("hur", max_length=300, blank=True, validators=[printable])
    valid_at = models.DateTimeField("gäller från", null=True, blank=True)
    eid_provider = models.CharField("e-legitimation", max_length=200, blank=True)
    eid_subject = models.CharField(max_length=64, blank=True)
    eid_claims = models.JSONField(null=True, blank=True)
    eid_name = LineField("namn i e-legitimationen", max_length=200, blank=True)
    signs_from = models.DateTimeField("underskrift tidigast", null=True, blank=True)
    ended_at = models.DateTimeField("avbruten", null=True, blank=True)
    ended_by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="avbruten av",
        help_text="Tom när den tidigare adressen avbröt.",
    )

    class Meta:
        verbose_name = "kontoändring"
        verbose_name_plural = "kontoändringar"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(valid_at__isnull=True, ended_at__isnull=True),
                name="account_change_one_open",
            ),
            models.CheckConstraint(
                condition=Q(vouched_by__isnull=True, vouched_at__isnull=True, how="")
                | (Q(vouched_by__isnull=False, vouched_at__isnull=False) & ~Q(how="")),
                name="account_change_vouched_with_how",
            ),
            models.CheckConstraint(
                condition=Q(vouched_by__isnull=True)
                | (~Q(vouched_by=F("person")) & ~Q(vouched_by=F("proposed_by"))),
                name="account_change_vouched_by_a_third",
                violation_error_message="Någon annan ska bekräfta ändringen.",
            ),
            models.CheckConstraint(
                condition=Q(valid_at__isnull=True)
                | Q(kind=AccountChangeKind.ACCOUNT.value, vouched_at__isnull=False)
                | Q(
                    kind=AccountChangeKind.ADDRESS.value,
                    new_confirmed_at__isnull=False,
                    old_confirmed_at__isnull=False,
                )
                & ~Q(old_email="")
                | Q(new_confirmed_at__isnull=False, vouched_at__isnull=False, signs_from__isnull=False),
                name="account_change_valid_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(kind=AccountChangeKind.EID_NAME.value) & ~Q(eid_subject="")
                | ~Q(kind=AccountChangeKind.EID_NAME.value) & Q(eid_subject="", eid_name=""),
                name="account_change_has_identity",
            ),
            models.CheckConstraint(
                condition=Q(valid_at__isnull=True, ended_at__isnull=True) | Q(eid_name=""),
                name="account_change_drops_the_name",
            ),
            models.CheckConstraint(
                condition=Q(kind=AccountChangeKind.ADDRESS.value)
                & ~Q(new_email="")
                & ~Q(old_email=F("new_email"))
                | ~Q(kind=AccountChangeKind.ADDRESS.value) & Q(old_email=""),
                name="account_change_has_addresses",
            ),
        ]
        triggers = [
            *guards.KEPT_WITH_ITS_PERSON,
            guards.SAID_ONCE,
            WHO_ADDED_STANDS,
            FROM_PRESENT_ADDRESS,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.person}"
