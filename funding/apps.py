from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = "Medel"

    def ready(self) -> None:
        from funding.actions.agenda import keep_case_of
        from funding.actions.deciding import hear_verification
        from funding.actions.hearing_appeals import hear_appeal
        from funding.actions.returning import follow_taken_up
        from funding.reads.applicants import associations_applied_to, people_applying_to
        from funding.reads.economy import economy_of
        from funding.reads.figures import HAS_FIGURES, figures_address, figures_of
        from funding.reads.receivers import receivers_of_cases
        from funding.reads.traces import TRACES
        from funding.reads.waiting import applicants_lines, application_lines
        from meetings import hooks
        from meetings.draft import figures
        from meetings.rules.filling import Filling

        hooks.after_verification.append(hear_verification)
        hooks.after_appeal.append(hear_appeal)
        hooks.before_removal.append(keep_case_of)
        hooks.after_take_up.append(follow_taken_up)
        hooks.receivers.append(receivers_of_cases)
        hooks.fillings[Filling.ECONOMY] = economy_of
        hooks.waiting_lines.append(application_lines)
        hooks.own_lines.append(applicants_lines)
        hooks.other_ties.append(associations_applied_to)
        hooks.other_people.append(people_applying_to)
        figures.readers.append(figures_of)
        figures.addresses.append(figures_address)
        figures.marks.append(HAS_FIGURES)
        hooks.traces.extend(TRACES)
