"""What anyone may read about funds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
