from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models import fields


class SiteConfig(AppConfig):
    name = "finsam"
    verbose_name = "Finsam protokoll"

    def ready(self) -> None:
        """Starts the embedded database, so that every process that is about to use it finds it running."""
        from allauth.mfa.signals import authenticator_added

        from finsam import checks  # noqa: F401  # registers them; needs the apps
        from finsam.sign_in import sessions

        sessions.connect()
        authenticator_added.connect(_passkey_added)

        fields.BLANK_CHOICE_LABEL = "Välj"  # Django has no Swedish for it yet

        if settings.EMBEDDED_POSTGRES is not None:
            settings.EMBEDDED_POSTGRES.ensure()


def _passkey_added(**event: Any) -> None:
    from finsam.sign_in.eid import remember_eid  # a third of a second to load, which few commands need

    remember_eid(**event)
