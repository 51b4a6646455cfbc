"""A PDF with everything in it that is run, opened or filled in."""

import io

import pikepdf


def make_pdf_that_runs() -> bytes:
    """A page with a link, and with everything that may run, be opened or filled in."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page().obj
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=b"app.alert(1)")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    with_link = pikepdf.Dictionary({**dict(link.items()), "/A": _uri("https://example.org/kvar")})
    runs = pikepdf.Dictionary({**dict(link.items()), "/A": _uri("javascript:app.alert(2)")})
    starts = pikepdf.Dictionary(
        {**dict(link.items()), "/A": pikepdf.Dictionary(S=pikepdf.Name.Launch, F=b"x.exe")}
    )
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T=b"f",
        Rect=[0, 0, 9, 9],
        A=script,
        AA=pikepdf.Dictionary(K=script),
    )
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=b"kommentar"
    )
    sheet.Annots = pikepdf.Array([pdf.make_indirect(one) for one in (with_link, runs, starts, field, note)])
    sheet.AA = pikepdf.Dictionary(O=script)
    pdf.attachments["inbaddad.txt"] = b"inbaddad"
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[sheet.Annots[3]])
    sheet.Resources = pikepdf.Dictionary(Hidden=pdf.Root, XObject=pikepdf.Dictionary())
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def _uri(address: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address.encode())
