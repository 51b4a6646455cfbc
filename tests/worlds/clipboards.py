"""What word processors put on the clipboard as HTML, what is stored of it and what the writer is told.

Made by hand in the form that each program writes: Word and Outlook with «mso-» styles and conditional comments,
LibreOffice with elements and align, Google Docs with styles on spans, Word for the web with lists of its own.
"""

from collections.abc import Iterable

WORD_START = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style>'
    "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=SV><!--StartFragment-->"
)
WORD_END = "<!--EndFragment--></body></html>"


def word_list(items: Iterable[tuple[int, str, str]]) -> str:
    """(level, mark, words) of each item, as Word writes a list."""
    return "".join(
        f"<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>{mark}"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{words}<o:p></o:p></p>"
        for level, mark, words in items
    )


# name: pasted, stored, told
CLIPBOARDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Word: levels and marks": (
        WORD_START
        + word_list(
            [(1, "1.", "Ett"), (2, "a)", "Under"), (2, "b)", "Mer"), (3, "·", "Djup"), (1, "2.", "Två")]
        )
        + WORD_END,
        '<ol><li>Ett<ol type="a"><li>Under</li><li>Mer<ul><li>Djup</li></ul></li></ol></li><li>Två</li></ol>',
        (),
    ),
    "Word: numbered heading and bold": (
        "<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Rubrik</h1>"
        "<p class=MsoNormal>Styrelsen <b style='mso-bidi-font-weight:normal'>bifaller</b> ansökan.<o:p></o:p></p>",
        "<p><strong>1. Rubrik</strong></p><p>Styrelsen <strong>bifaller</strong> ansökan.</p>",
        (),
    ),
    "Word: comment, hidden and tracked": (
        "<p class=MsoNormal>Styrelsen <a style='mso-comment-reference:EB_1'>bifaller</a><span "
        "class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[EB1]</a></span><ins>.</ins><span "
        "class=msoDel><del> bort</del></span><span style='display:none;mso-hide:all'> Dold</span></p><div "
        "style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>[EB1] Intern"
        "</p></div></div>",
        "<p>Styrelsen bifaller.</p>",
        ("Kommentarer togs bort.", "Överstruken text togs bort.", "Dold text togs bort."),
    ),
    "Word: table with a bold first row": (
        "<table class=MsoTableGrid border=1><tr style='mso-yfti-firstrow:yes'><td><p class=MsoNormal><b "
        "style='mso-bidi-font-weight:normal'>Post<o:p></o:p></b></p></td><td><p class=MsoNormal align=right "
        "style='text-align:right'><b>Kr</b></p></td></tr><tr><td><p class=MsoNormal>A</p></td><td><p align=right "
        "style='text-align:right'>1&nbsp;000</p></td></tr></table>",
        '<table><thead><tr><th>Post</th><th align="right">Kr</th></tr></thead>'
        '<tbody><tr><td>A</td><td align="right">1\u00a0000</td></tr></tbody></table>',
        (),
    ),
    "Word: cells merged both ways": (
        "<table><tr><td>Medlem</td><td>År</td><td>Belopp</td></tr><tr><td rowspan=2>Region</td><td>2025</td>"
        "<td>100</td></tr><tr><td>2026</td><td>200</td></tr><tr><td colspan=2>Summa</td><td>300</td></tr></table>",
        "<table><tbody><tr><td>Medlem</td><td>År</td><td>Belopp</td></tr><tr><td>Region</td><td>2025</td><td>100</td>"
        "</tr><tr><td></td><td>2026</td><td>200</td></tr><tr><td>Summa</td><td></td><td>300</td></tr></tbody></table>",
        ("Sammanslagna celler delades upp.",),
    ),
    "Word: its own marks": (
        "<p class=MsoNormal>☒ Ja ○ Nej ● \uf0fe Klart</p>",
        "<p>☑ Ja ☐ Nej • ☑ Klart</p>",
        (),
    ),
    "Outlook: lines in one paragraph": (
        "<div class=WordSection1><p class=MsoNormal>Vi behöver:<br>- rum<br>- kaffe<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Hälsningar</p></div>",
        "<p>Vi behöver:</p><ul><li>rum</li><li>kaffe</li></ul><p>Hälsningar</p>",
        (),
    ),
    "LibreOffice: list, superscript and struck": (
        '<ol start="3" type="a"><li><p style="margin-bottom:0cm">tre</p></li><li><p>fyra</p></li></ol>'
        '<p>120 m<sup>2</sup> och H<sub>2</sub>O, <strike>gammalt</strike><font color="#000000">nytt</font></p>'
        '<table width="100%"><thead><tr><th><p>Post</p></th><th><p align="right">Kr</p></th></tr></thead>'
        '<tbody><tr><td><p>A</p></td><td><p align="right">5</p></td></tr></tbody></table>',
        '<ol start="3" type="a"><li>tre</li><li>fyra</li></ol>'
        "<p>120 m<sup>2</sup> och H<sub>2</sub>O, nytt</p>"
        '<table><thead><tr><th>Post</th><th align="right">Kr</th></tr></thead>'
        '<tbody><tr><td>A</td><td align="right">5</td></tr></tbody></table>',
        ("Överstruken text togs bort.",),
    ),
    "Google Docs": (
        '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">Rak </span>'
        '<span style="font-weight:700">fet</span><span style="font-style:italic"> lut</span><span '
        'style="vertical-align:super">2</span><span style="text-decoration:line-through">bort</span></p><ol '
        'style="list-style-type:lower-alpha"><li aria-level="1"><p>a</p></li><ol style="list-style-type:lower-roman">'
        '<li aria-level="2"><p>i</p></li></ol></ol></b><p>x<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Kommentar</span></p></div>',
        '<p>Rak <strong>fet</strong><em> lut</em><sup>2</sup></p><ol type="a"><li>a<ol type="i"><li>i</li></ol></li>'
        "</ol>"
        "<p>x</p>",
        ("Överstruken text togs bort.", "Kommentarer togs bort."),
    ),
    "Word for the web: each item a list": (
        '<div class="ListContainerWrapper"><ul role="list"><li data-aria-level="1" role="listitem"><p>a</p></li></ul>'
        '</div><div><ul><li data-aria-level="2"><p>b</p></li></ul></div><div><ol start="1"><li data-aria-level="1">'
        '<p>ett</p></li></ol></div><div><ol start="2"><li data-aria-level="1"><p>två</p></li></ol></div>',
        "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>ett</li><li>två</li></ol>",
        (),
    ),
    "Excel: what a cell means stands in the style sheet": (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table\n{mso-displayed-decimal-s'
        "eparator:"
        '"\\,";}\n.xl65\n{mso-style-parent:style0;\nfont-weight:700;}\n.xl66\n{text-decoration:line-through;\n'
        'mso-number-format:"_-* \\#\\,\\#\\#0\\;";}--></style></head><body><table border=0 width=192>'
        "<!--StartFragment--><col width=64 span=3><tr height=20><td class=xl65>Post</td><td class=xl65 align=rig"
        "ht>2025</td>"
        "<td class=xl65 align=right>2026</td></tr><tr><td>Drift</td><td class=xl66 align=right>2 000</td><td ali"
        "gn=right>"
        "<span style='mso-spacerun:yes'>\u00a0</span>1 000</td></tr><tr><td colspan=2>Summa</td><td align=right>"
        "-3</td></tr>"
        "<!--EndFragment--></table></body></html>",
        '<table><thead><tr><th>Post</th><th align="right">2025</th><th align="right">2026</th></tr></thead><tbody><tr>'
        '<td>Drift</td><td align="right"></td><td align="right">1 000</td></tr><tr><td>Summa</td><td></td>'
        '<td align="right">-3</td></tr></tbody></table>',
        ("Överstruken text togs bort.", "Sammanslagna celler delades upp."),
    ),
    "Google Sheets and Calc: a struck cell keeps the others in their columns": (
        '<google-sheets-html-origin><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" border="1"><tr><'
        "td><b>Post"
        '</b></td><td><b>Kr</b></td></tr><tr><td style="text-decoration:line-through;">gammal</td><td style="tex'
        "t-align:"
        'right;">5</td></tr></table>',
        '<table><thead><tr><th>Post</th><th>Kr</th></tr></thead><tbody><tr><td></td><td align="right">5</td></tr'
        "></tbody>"
        "</table>",
        ("Överstruken text togs bort.",),
    ),
    "Word: signs of Wingdings, raised words and a list of «att»": (
        "<p class=MsoNormal><span style='font-family:Wingdings;mso-char-type:symbol;mso-symbol-font-family:Wingdings'>"
        "þ</span> Ja <span style='font-family:\"Wingdings 2\"'>£</span> Nej, 120 m<span style='position:relative;top:"
        "-3.0pt;mso-text-raise:3.0pt'>2</span></p>" + word_list([(1, "att", "anta"), (1, "att", "utse")]),
        "<p>☑ Ja ☐ Nej, 120 m<sup>2</sup></p><ul><li>att anta</li><li>att utse</li></ul>",
        (),
    ),
    "Word: the number of a §": (
        word_list([(1, "§ 38", "Öppnande")]) + "<p class=MsoNormal>Ordet.</p>",
        "<p>§ 38 Öppnande</p><p>Ordet.</p>",
        (),
    ),
    "Google Docs and forms: what is ticked": (
        '<ul><li role="checkbox" aria-checked="true"><p>Klart</p></li><li role="checkbox" aria-checked="false"><'
        "p>Kvar</p>"
        '</li></ul><p><input type="checkbox" checked> Ja <input type="checkbox"> Nej</p>',
        "<ul><li>☑ Klart</li><li>☐ Kvar</li></ul><p>☑ Ja ☐ Nej</p>",
        (),
    ),
    "Web: a foot before its rows, a table in a cell and a file": (
        "<table><tfoot><tr><td>Summa</td></tr></tfoot><tbody><tr><td>A<table><tr><td>i</td><td>j</td></tr></table></td>"
        "</tr></tbody></table><p><a href='file:///C:/a.docx'>fil</a></p>",
        "<table><tbody><tr><td>A<br>i<br>j</td></tr><tr><td>Summa</td></tr></tbody></table><p>fil</p>",
        (
            "En tabell inne i en tabell eller en lista blev text.",
            "Länkar till filer på en dator kom inte med.",
        ),
    ),
    "Teams": (
        '<div><div>Hej <u>alla</u>, se <a href="https://exempelvik.example" rel="noreferrer">sidan</a></div>'
        "<ul><li>ett</li><li>två</li></ul><p>&nbsp;</p><img src='x.png'></div>",
        '<p>Hej alla, se <a href="https://exempelvik.example">sidan</a></p><ul><li>ett</li><li>två</li></ul>',
        ("Understrykning kom inte med.", "Bilder kom inte med. Bifoga dem som filer."),
    ),
}
