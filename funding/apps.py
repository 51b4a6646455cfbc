from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = "Medel"

    def ready(self) -> None:
        from funding.actions.deciding import hear_verification
        from funding.reads.waiting import application_lines
        from meetings import hooks

        hooks.after_verification.append(hear_verification)
        hooks.waiting_lines.append(application_lines)
