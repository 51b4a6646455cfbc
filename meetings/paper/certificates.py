"""Whose name a certificate carries."""

from asn1crypto import x509


def sealer_name(certificate: x509.Certificate) -> str:
    """The organisation that a certificate names, else its common name."""
    subject = certificate.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "")
