"""The register: what the chancellery keeps between meetings, and the records it may look into."""

from . import associations, bodies, mandates, people, protocols  # noqa: F401  # registers their models
from .site import register

__all__ = ["register"]
