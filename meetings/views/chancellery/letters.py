"""E-mail that did not arrive, and that perhaps did."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from meetings.access import can_edit
from meetings.actions.resending import let_go, send_again
from meetings.reads.letters import stopped_letters
from meetings.views.addresses import association_edited, association_read, person_of


@require_GET
def letter_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists the letters that stopped, and never what one says: it may hold a link that is its receiver's alone."""
    association = association_read(request, slug)
    context = {
        "association": association,
        "letters": stopped_letters(association),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/letter_list.html", context)


@require_POST
def letter_retry(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Tries once more; a second press finds the letter on its way."""
    letter = get_object_or_404(association_edited(request, slug).letters, public_id=public_id)
    send_again(letter)
    messages.success(request, f"Mejlet till {letter.to} skickas på nytt.")
    return redirect("letter_list", slug)


@require_POST
def letter_remove(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Takes the letter off the list, when its receiver has been told in another way."""
    letter = get_object_or_404(association_edited(request, slug).letters, public_id=public_id)
    let_go(letter)
    messages.success(request, f"Mejlet till {letter.to} är borttaget ur listan.")
    return redirect("letter_list", slug)
