"""What other programs put on the clipboard, and what they put there as plain text."""

import pytest

from meetings.text.meaning import MARKS
from meetings.text.pasted import pasted_prose, pasted_rows
from meetings.text.richtext import clean, cleaned
from tests.worlds.clipboards import word_list

STRUCK, HIDDEN = MARKS["struck out"].told, MARKS["hidden"].told
NUMBER = MARKS["number that a list cannot have"].told
LEVELS = MARKS["number of several levels"].told
PICTURE, FORMULA = MARKS["picture"].told, MARKS["formula"].told
ITEM = "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"

# name: pasted, stored, told
HTML: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Google Docs: what is ticked is struck by the program": (
        '<b style="font-weight:normal" id="docs-internal-guid-1"><ul><li role="checkbox" aria-checked="false"><img '
        'src="data:image/png;base64,x" alt="unchecked" aria-roledescription="checkbox"><p style="display:inline-block">'
        '<span>Kvar</span></p></li><li role="checkbox" aria-checked="true"><img src="data:image/png;base64,x" '
        'aria-roledescription="checkbox"><p><span style="text-decoration:line-through">Klart</span></p></li></ul></b>',
        "<ul><li>☐ Kvar</li><li>☑ Klart</li></ul>",
        (),
    ),
    "Forms: a ticked box strikes its own words, and no others": (
        "<ul><li><input type=checkbox checked> <s>Klart</s></li><li><input type=checkbox> <s>bort</s> Kvar</li></ul>",
        "<ul><li>☑ Klart</li><li>☐ Kvar</li></ul>",
        (STRUCK,),
    ),
    "Pages: the style sheet says what a class is": (
        '<style type="text/css">span.s1 {font-weight: bold} span.s2 {text-decoration: line-through} '
        "span.s3 {vertical-align: 4.0px} span.s4 {vertical-align: -2.0px} ol.ol1 {list-style-type: lower-alpha}</style>"
        '<p class="p1"><span class="s1">Ytan</span> 120 m<span class="s3">2</span>, H<span class="s4">2</span>O'
        '<span class="s2">bort</span></p><ol class="ol1"><li>a</li><li>b</li></ol>',
        '<p><strong>Ytan</strong> 120 m<sup>2</sup>, H<sub>2</sub>O</p><ol type="a"><li>a</li><li>b</li></ol>',
        (STRUCK,),
    ),
    "OneNote and the web: a list that counts backwards": (
        "<ol reversed><li>tre</li><li>två</li><li>ett</li></ol>"
        "<ol reversed start=9><li>nio</li><li value=4>fyra</li></ol>",
        '<ol start="3"><li>tre</li></ol><ol start="2"><li>två</li></ol><ol><li>ett</li></ol>'
        '<ol start="9"><li>nio</li></ol><ol start="4"><li>fyra</li></ol>',
        (),
    ),
    "the web: quotation marks that the browser writes, and a part that unfolds": (
        "<p>Hon sa <q>ja</q>.</p><details><summary>Rubrik</summary>Innehåll</details>",
        "<p>Hon sa ”ja”.</p><p>Rubrik</p><p>Innehåll</p>",
        (),
    ),
    "PDF: two letters in one": ("<p>ﬁnansiell aﬀär, ﬂöde</p>", "<p>finansiell affär, flöde</p>", ()),
    "a list by letters that no list of HTML has": (
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>å)</span>ett</p>"
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>ä)</span>två</p>",
        "<ul><li>å) ett</li><li>ä) två</li></ul>",
        (),
    ),
    "Word: numbers of several levels": (
        word_list([(1, "1.", "ett"), (2, "1.1", "under"), (2, "1.2.", "mer"), (1, "2.", "två")]),
        "<ol><li>ett<ol><li>under</li><li>mer</li></ol></li><li>två</li></ol>",
        (LEVELS,),
    ),
    "Pages: a list of tabs and signs": (
        '<p><span class="Apple-tab-span">\t</span>•<span>\t</span>ett</p><p><span>\t</span>•<span>\t</span>två</p>',
        "<ul><li>ett</li><li>två</li></ul>",
        (),
    ),
    "Word for the web: letters from d and Roman under them": (
        '<div class="ListContainerWrapper"><ol role="list" start="4" style="list-style-type:lower-alpha"><li '
        'data-aria-level="1"><p>fyra</p></li></ol></div><div><ol start="1" style="list-style-type:lower-roman"><li '
        'data-aria-level="2"><p>rom</p></li></ol></div>',
        '<ol start="4" type="a"><li>fyra<ol type="i"><li>rom</li></ol></li></ol>',
        (),
    ),
    "Word: Roman, capitals and figures in each other": (
        word_list(
            [(1, "I.", "ett"), (1, "II.", "två"), (2, "A.", "under"), (3, "1)", "djup"), (1, "III.", "tre")]
        ),
        '<ol type="I"><li>ett</li><li>två<ol type="A"><li>under<ol><li>djup</li></ol></li></ol></li><li>tre</li></ol>',
        (),
    ),
    "Word: letters from d": (
        word_list([(1, "d)", "fyra"), (1, "e)", "fem")]),
        '<ol start="4" type="a"><li>fyra</li><li>fem</li></ol>',
        (),
    ),
    "Word: a column of numbers in a table": (
        f"<table class=MsoTableGrid><tr><td>{ITEM.format('1.', '')}</td><td>a</td></tr><tr><td>{ITEM.format('2.', '')}"
        "</td><td>b</td></tr></table>",
        "<table><tbody><tr><td>1.</td><td>a</td></tr><tr><td>2.</td><td>b</td></tr></tbody></table>",
        (),
    ),
    "Word: a list in a cell": (
        f"<table class=MsoTableGrid><tr><td>Vi:{ITEM.format('-', 'a')}{ITEM.format('-', 'b')}<p>mer</p></td><td>1</td>"
        "</tr></table>",
        "<table><tbody><tr><td>Vi:<ul><li>a</li><li>b</li></ul>mer</td><td>1</td></tr></tbody></table>",
        (),
    ),
    "Word: an item without words gives its mark to nobody": (
        f"{ITEM.format('1.', '')}<p>Vanlig</p>",
        "<p>Vanlig</p>",
        (),
    ),
    "Word: struck twice": (
        "<p>Summa <span style='text-line-through:double'>5</span> 6 <span style='text-line-through:none'>7</span></p>",
        "<p>Summa 6 7</p>",
        (STRUCK,),
    ),
    "Mail: a line that nobody sees": (
        "<div style='font-size:0px;opacity:0'>Förhandstext</div><p>Text <span style='font-size:0.8em'>liten</span></p>",
        "<p>Text liten</p>",
        (HIDDEN,),
    ),
    "LibreOffice: an item with a number of its own": (
        '<ol type="I"><li>a</li><li value="5">b</li><li>c</li></ol>',
        '<ol type="I"><li>a</li></ol><ol start="5" type="I"><li>b</li><li>c</li></ol>',
        (),
    ),
    "Browsers: what align was": (
        '<table><tr><td style="text-align:-webkit-right">- 12 000</td><td align="RIGHT">5</td></tr></table>',
        '<table><tbody><tr><td align="right">- 12 000</td><td align="right">5</td></tr></tbody></table>',
        (),
    ),
    "Formulas and drawings are told": (
        "<p>Ytan <math><mi>x</mi></math><svg><text>y</text></svg> är stor<svg aria-hidden='true'></svg></p>",
        "<p>Ytan är stor</p>",
        (FORMULA, PICTURE),
    ),
    "Teams: an answer with what it answers": (
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply"><strong itemprop="mri">Anna Alm</strong><p '
        'itemprop="preview">Kan vi ta 12 000?</p></blockquote><p>Ja <span itemtype="http://schema.skype.com/Mention">'
        "Bo Ek</span></p>",
        "<blockquote><p><strong>Anna Alm</strong></p><p>Kan vi ta 12 000?</p></blockquote><p>Ja Bo Ek</p>",
        (),
    ),
    "Outlook: a signature": (
        "<p class=MsoNormal>Vi kan ta det.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><b>"
        "<span style='color:#1F497D'>Anna Alm</span></b><br><a href='tel:+460'>070-000</a><br>"
        "<img src='cid:image001'></p>",
        "<p>Vi kan ta det.</p><p><strong>Anna Alm</strong><br>070-000</p>",
        (PICTURE,),
    ),
    "Gmail: what was written before": (
        '<div dir="ltr">Ja.<div class="gmail_quote"><div>Den 3 maj skrev Anna:<br></div><blockquote>Ska vi?'
        "</blockquote></div></div>",
        "<p>Ja.</p><p>Den 3 maj skrev Anna:</p><blockquote><p>Ska vi?</p></blockquote>",
        (),
    ),
    "OneNote: a list in a list without an item between": (
        "<ul><li><span lang=sv>ett</span></li><ul type=circle><li>under</li></ul></ul>",
        "<ul><li>ett<ul><li>under</li></ul></li></ul>",
        (),
    ),
    "the web: lists from zero, below it and past what a list can have": (
        "<ol start=0><li>noll</li></ol><ol start=-3><li>minus</li></ol><ul><li value=10000>stor</li></ul>",
        "<ol><li>noll</li></ol><ol><li>minus</li></ol><ul><li>stor</li></ul>",
        (NUMBER,),
    ),
    "the web: what a form is filled in with, and nothing that could have been chosen": (
        "<p>Namn: <input value='Kim Ek'></p><p><select><optgroup label=x><option>ett</option><option selected>två"
        "</option></optgroup></select></p><p><textarea>fritt</textarea><input type=submit value=Spara><input "
        "type=hidden value=h></p><p><input type=radio checked> ja</p><p><input type=radio> nej</p>"
        "<datalist><option>z</option></datalist><template>mall</template>",
        "<p>Namn: Kim Ek</p><p>två</p><p>fritt</p><p>☑ ja</p><p>☐ nej</p>",
        (),
    ),
    "OneNote: what is to be done": (
        '<p data-tag="to-do">kvar</p><p data-tag="to-do:completed,important">klart</p><p data-tag="important">sagt</p>',
        "<p>☐ kvar</p><p>☑ klart</p><p>sagt</p>",
        (),
    ),
    "Loop and Notes: boxes written with letters": (
        "<ul><li>[ ] kvar</li><li>[x] klart</li></ul><p><b>[X]</b> klart</p><p>[1] en not, [x] inuti</p>",
        "<ul><li>☐ kvar</li><li>☑ klart</li></ul><p><strong>[X]</strong> klart</p><p>[1] en not, [x] inuti</p>",
        (),
    ),
    "a level on a word is no placeholder": ('<p>a <span data-aria-level="1">b</span></p>', "<p>a b</p>", ()),
    "Acrobat: a line broken within its item": (
        "<p>• Första punkten som är\nlång</p><p>• Andra</p>",
        "<ul><li>Första punkten som är lång</li><li>Andra</li></ul>",
        (),
    ),
}

PAGE = """Förbundet har under året finansierat tre insatser för unga som stu-
derar eller söker arbete. Insatserna har nått fler än planerat, och
styrelsen konstaterar att målen för års- och delårsredovisningar-
na är nådda. Så gick det.
Slutsats
Kansliet återkommer"""
OF_PAGE = [
    "Förbundet har under året finansierat tre insatser för unga som studerar eller söker arbete. Insatserna har nått "
    "fler än planerat, och styrelsen konstaterar att målen för års- och delårsredovisningarna är nådda. Så gick det.",
    "Slutsats",
    "Kansliet återkommer",
]

# name: plain text, prose, rows of a decision
TEXT: dict[str, tuple[str, str, list[str]]] = {
    "letters from d": ("d) a\ne) b", '<ol start="4" type="a"><li>a</li><li>b</li></ol>', ["a", "b"]),
    "Roman": (
        "iv) a\nv) b\nvi) c",
        '<ol start="4" type="i"><li>a</li><li>b</li><li>c</li></ol>',
        ["a", "b", "c"],
    ),
    "Roman capitals": ("I. a\nII. b", '<ol type="I"><li>a</li><li>b</li></ol>', ["a", "b"]),
    "letters past h": (
        "h) a\ni) b\nj) c",
        '<ol start="8" type="a"><li>a</li><li>b</li><li>c</li></ol>',
        ["a", "b", "c"],
    ),
    "capitals": ("A) a\nB) b", '<ol type="A"><li>a</li><li>b</li></ol>', ["a", "b"]),
    "empty lines between": (
        "1. att a\n\n2. att b",
        "<ol><li>att a</li><li>att b</li></ol>",
        ["att a", "att b"],
    ),
    "one under another": (
        "1. a\n   a) b\n2. c",
        '<ol><li>a<ol type="a"><li>b</li></ol></li><li>c</li></ol>',
        ["a", "b", "c"],
    ),
    "Word's letters before a tab": (
        "·\ta\no\tb\n§\tc\n\uf0b7\td",
        "<ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>",
        [*"abcd"],
    ),
    "arrows": ("→ a\n→ b", "<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
    "names": ("A. Alm\nB. Ek", "<p>A. Alm</p><p>B. Ek</p>", ["A. Alm", "B. Ek"]),
    "names that look Roman": ("I. Alm\nV. Ek", "<p>I. Alm</p><p>V. Ek</p>", ["I. Alm", "V. Ek"]),
    "days": ("3. maj\n12. juni", "<p>3. maj</p><p>12. juni</p>", ["3. maj", "12. juni"]),
    "a number after a bullet": (
        "- a\n1. maj\n- b",
        "<p>- a</p><p>1. maj</p><p>- b</p>",
        ["a", "1. maj", "b"],
    ),
    "amounts": ("- 12 000 kr\n- 3 mnkr", "<p>- 12 000 kr</p><p>- 3 mnkr</p>", ["- 12 000 kr", "- 3 mnkr"]),
    "columns": (
        "Post\tKr\nA\t- 12 000\n\nB\t5",
        "<table><tbody><tr><td>Post</td><td>Kr</td></tr><tr><td>A</td><td>- 12 000</td></tr></tbody></table><p>B 5</p>",
        ["Post Kr", "A - 12 000", "B 5"],
    ),
    "Notes": ("- [ ] kvar\n- [x] klart", "<ul><li>☐ kvar</li><li>☑ klart</li></ul>", ["☐ kvar", "☑ klart"]),
    "a page of a PDF": (PAGE, "".join(f"<p>{one}</p>" for one in OF_PAGE), OF_PAGE),
    "lines that say att": (
        "att bevilja Arbetssteget 600 000 kronor för 2027 och 2028\natt teckna överenskommelsen när tiden har gått",
        "<p>att bevilja Arbetssteget 600 000 kronor för 2027 och 2028</p>"
        "<p>att teckna överenskommelsen när tiden har gått</p>",
        [
            "att bevilja Arbetssteget 600 000 kronor för 2027 och 2028",
            "att teckna överenskommelsen när tiden har gått",
        ],
    ),
    "lines with room left": (
        "utbildning för alla\nuppföljning av de tre insatserna som finansierades under året\nbesök",
        "<p>utbildning för alla</p><p>uppföljning av de tre insatserna som finansierades under året</p><p>besök</p>",
        [
            "utbildning för alla",
            "uppföljning av de tre insatserna som finansierades under året",
            "besök",
        ],
    ),
    "one line with a tab": ("Summa\t5", "<p>Summa 5</p>", ["Summa 5"]),
}


@pytest.mark.parametrize("name", HTML)
def test_html_keeps_its_meaning(name):
    pasted, expected, told = HTML[name]
    found = cleaned(pasted)
    assert (found.html, found.told) == (expected, told)
    assert clean(expected) == expected


@pytest.mark.parametrize("name", TEXT)
def test_plain_text_keeps_its_meaning(name):
    text, prose, rows = TEXT[name]
    assert pasted_prose("", text).html == prose
    assert pasted_rows("", text, 500).html.split("\n") == rows


def test_lines_of_a_page_that_were_joined_are_told_and_a_browsers_lines_are_read_so():
    told = (MARKS["line of a page"].told,)
    assert pasted_prose("", PAGE).told == told
    shown = '<br role="presentation">'.join(f"<span>{line}</span>" for line in PAGE.split("\n"))
    assert pasted_prose(shown, PAGE) == pasted_prose("", PAGE)
    assert pasted_prose("", PAGE, in_cell=True).told == told
    assert pasted_prose("<p>två\nrader</p>", PAGE).told == ()


def test_cell_takes_lines_and_lists_and_tells_of_a_table():
    found = pasted_prose(
        "<p>a</p><ul><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>", "", in_cell=True
    )
    assert found.html == "a<ul><li>b</li></ul>c<br>d"
    assert found.told == (MARKS["table in a table"].told,)
    assert pasted_prose("", "a\nb", in_cell=True).html == "a<br>b"
