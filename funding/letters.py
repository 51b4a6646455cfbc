"""Letters about applications: to those who write one, and to the chancellery."""

from funding.models import Application
from meetings import letters
from meetings.letters import absolute
from meetings.models import StoredFile


def to_editors(
    application: Application,
    template: str,
    *,
    enclosed: tuple[StoredFile, str] | None = None,
    **context: object,
) -> None:
    """A letter to everyone who writes the application, with the address of its page."""
    for editor in application.editor_links.select_related("person"):
        if editor.person.is_active:
            letters.send(
                template,
                to=editor.person.email,
                association=application.association,
                enclosed=enclosed,
                application=application,
                person=editor.person,
                address=absolute("application_detail", application.association.slug, application.public_id),
                **context,
            )


def to_chancellery(application: Application, template: str, **context: object) -> None:
    """A letter to everyone in the chancellery, with the address of the case."""
    for person in letters.chancellery_of(application.association):
        letters.send(
            template,
            to=person.email,
            association=application.association,
            enclosed=None,  # said here, for a file in `context` would not be told from a word of the template
            application=application,
            person=person,
            address=absolute("case_detail", application.association.slug, application.public_id),
            **context,
        )
