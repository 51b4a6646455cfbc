"""What the chancellery uses, and the auditor reads."""

from django.urls import URLPattern

from meetings.views.chancellery.editor.urls import editor_urls
from meetings.views.chancellery.keeping.urls import keeping_urls
from meetings.views.chancellery.meeting_urls import meeting_urls
from meetings.views.chancellery.notice_urls import notice_urls
from meetings.views.chancellery.verification_urls import verification_urls

urlpatterns: list[URLPattern] = [
    *editor_urls,
    *keeping_urls,
    *meeting_urls,
    *notice_urls,
    *verification_urls,
]
