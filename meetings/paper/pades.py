"""pyHanko, made to write one PAdES B-B signature that keeps a file PDF/A-3a and PDF/UA-1.

A timestamp or long-term validation would be added in `_sign`, nowhere else.
"""

from datetime import datetime
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from meetings.paper.certificates import sealer_name

FIELD_NAME = "Stampel"
READABLE_NAME = "Elektronisk stämpel"
_STREAM_ENDS_IN_CR = b"\r\nendstream"
_RESERVED = 16384  # hex digits for the signature; a chain of three certificates takes about half
_ATTEMPTS = 5


@lru_cache(maxsize=16)
def signer_of(bundle: bytes) -> SimpleSigner:
    """The signer of a PKCS#12 without a password, as `meetings.paper.seal.SealFile` has it."""
    read = SimpleSigner.load_pkcs12_data(bundle, other_certs=[])
    return _Signer(read.signing_cert, read.signing_key, read.cert_registry)


def sign(signer: SimpleSigner, pdf: bytes, at: datetime, reason: str, location: str) -> bytes:
    """A compressed xref that ends in CR fails STREAM-LENGTH; another length gives other bytes."""
    for attempt in range(_ATTEMPTS):
        sealed = _sign(signer, pdf, at, reason, location, _RESERVED + 2 * attempt)
        if _STREAM_ENDS_IN_CR not in sealed[len(pdf) :]:
            break
    return sealed


def _sign(
    signer: SimpleSigner, pdf: bytes, at: datetime, reason: str, location: str, bytes_reserved: int
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer._update_meta = lambda: None  # type: ignore[method-assign]  # it rewrites the XMP: no PDF/A
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        name=sealer_name(signer.signing_cert),
    )
    field = SigFieldSpec(
        FIELD_NAME,
        readable_field_name=READABLE_NAME,
        # In PDF/A an annotation is printed, in PDF/UA an untagged one is hidden: hence off the page.
        invis_sig_settings=InvisSigSettings(
            set_hidden_flag=False, set_print_flag=True, box_out_of_bounds=True
        ),
    )
    pdf_signer = _SignerAt(metadata, signer, new_field_spec=field)
    pdf_signer.at = at
    output: BytesIO = pdf_signer.sign_pdf(writer, bytes_reserved=bytes_reserved)
    return output.getvalue()


class _Signer(SimpleSigner):
    """Keeps its RSA key: pyHanko reads and checks it anew for each signature, a tenth of a second."""

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        algorithm = self.get_signature_mechanism_for_digest(digest_algorithm).signature_algo
        if (algorithm, digest_algorithm) != ("rsassa_pkcs1v15", "sha256"):
            return super().sign_raw(data, digest_algorithm)
        signature: bytes = self._key.sign(data, PKCS1v15(), SHA256())
        return signature

    @cached_property
    def _key(self) -> Any:
        return load_der_private_key(self.signing_key.dump(), password=None)


class _SignerAt(PdfSigner):
    """Writes the given time instead of the clock's."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session
