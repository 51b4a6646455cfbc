// What is pasted or dropped goes by the server, which keeps what its marks mean (meetings/text/meaning.py) and says what
// did not come along. Meanwhile one may write on. Without contact nothing is put in: it is still on the clipboard.

import { add, takeBack } from "editor/adding"
import { fieldOf } from "editor/fields"
import { ask, Refused, SignedOut } from "editor/net"
import { alarm, paragraphOf, toast } from "editor/page"
import { writtenIn } from "editor/references"
import { during } from "editor/saving"
import { offerSections } from "editor/splitting"
import { act } from "editor/structure"

/** {html, text} of a clipboard or of what is dropped; null when the browser may put it in by itself. */
function contentOf(data) {
  const html = data?.getData("text/html") ?? ""
  const text = data?.getData("text/plain") ?? ""
  // Copied here: it has the form already, with its placeholders.
  if (html.includes("data-pm-slice")) return null
  if (!html && !/[\r\n\t]/.test(text.trim()) && !writtenIn(text).length) return null
  return { html: fragmentOf(html), text }
}

/** The part that was copied, without the program's own style sheet and its pictures. */
function fragmentOf(html) {
  const [, fragment = ""] = html.match(/<!--StartFragment-->([\s\S]*)<!--EndFragment-->/) ?? []
  // A paragraph of Word's list has its element around the comment, and so have the rows of Excel.
  const isWhole = /<(p|div|table|ul|ol|h\d|span)\b/i.test(fragment) && !/^\s*<(col|t[rdhbf])/i.test(fragment)
  const whole = isWhole ? fragment : html
  // Excel says what a cell means by its class alone.
  const sheets = (html.match(/<style[\s\S]*?<\/style>/gi) ?? []).filter((sheet) => /\.xl\d/.test(sheet))
  const bare = whole.replace(/(\ssrc=["']?)data:[^"'\s>]*/gi, "$1x").replace(/<style[\s\S]*?<\/style>/gi, "")
  return sheets.join("") + bare
}

async function cleanedBy(content, form) {
  const data = new FormData()
  for (const [name, value] of Object.entries({ ...content, form })) data.set(name, value)
  try {
    return await during(ask("klistra/", data))
  } catch (error) {
    if (error instanceof Refused) alarm(error.message)
    else if (error instanceof SignedOut) alarm("Du är utloggad. Logga in i en ny flik och klistra in igen.")
    else alarm("Ingen kontakt. Det du kopierat ligger kvar: klistra in igen när kontakten är tillbaka.")
    return null
  }
}

/** Into rich text, where the caret is or the mouse let go. Whether it was taken care of. */
export function pasteRich(editor, event, at = null) {
  const content = contentOf(event.clipboardData ?? event.dataTransfer)
  if (!content) return false
  event.preventDefault()
  if (at === null) editor.commands.deleteSelection()
  putRich(editor, content, at ?? editor.state.selection.from)
  return true
}

async function putRich(editor, content, start) {
  let at = start
  const follow = ({ transaction }) => {
    at = transaction.mapping.map(at, -1)
  }
  editor.on("transaction", follow)
  const answer = await cleanedBy(content, around(editor, start, "tableCell", "tableHeader") ? "cell" : "text")
  editor.off("transaction", follow)
  if (!answer || editor.isDestroyed) return
  const put = () => putIn(editor, at, answer)
  if (!answer.sections.length) return put()
  const after = paragraphOf(editor.view.dom)?.dataset.paragraph ?? ""
  offerSections(answer.sections, content, after, { label: "Klistra in som text", run: put })
}

/** The place after the outermost of what `at` is within, when one of `names` is among it; else null. */
function around(editor, at, ...names) {
  const place = editor.state.doc.resolve(at)
  const within = Array.from({ length: place.depth }, (_, above) => place.node(above + 1).type.name)
  return within.some((name) => names.includes(name)) ? place.after(1) : null
}

function putIn(editor, at, answer) {
  const { from } = editor.state.selection
  const behind = editor.state.doc.content.size - from
  // «Ångra» takes back what was pasted, not what was typed just before.
  editor.view.dispatch(editor.state.tr.setMeta("closeHistory$", true))
  const html = closed(editor, at, answer.html)
  // A table stands after the list that one was in.
  const outside = /<table/.test(html) ? around(editor, at, "listItem") : null
  editor.commands.setTextSelection(at)
  // A paragraph goes on in the one that it is put in; a list or a table stands by itself.
  if (outside === null && !/^<(ul|ol|table|blockquote)/.test(html)) editor.view.pasteHTML(html)
  else editor.commands.insertContentAt(outside ?? at, html)
  if (from !== at) editor.commands.setTextSelection(editor.state.doc.content.size - behind)
  tell(answer.told, () => editor.chain().focus().undo().run())
}

/** What stands after the place goes on in a paragraph of its own, not in the last item of a list. */
function closed(editor, at, html) {
  const place = editor.state.doc.resolve(at)
  const isWithin = place.parentOffset > 0 && place.parentOffset < place.parent.content.size
  return isWithin && /^<p>.*<\/(ul|ol|table|blockquote)>$/s.test(html) ? `${html}<p></p>` : html
}

/** Into a line: several sentences in a decision become as many rows. Whether it was taken care of. */
export function pasteLine(field, event, beside) {
  const content = contentOf(event.clipboardData)
  if (!content) return false
  event.preventDefault()
  putLine(field, content, beside)
  return true
}

async function putLine(field, content, beside) {
  const { from, to } = field.range()
  const before = field.value()
  const answer = await cleanedBy(content, formOf(field))
  const [first = "", ...rest] = answer?.rows ?? []
  if (!first) return
  if (answer.sections?.length) return offerInstead(field, answer.sections, content)
  field.replace({ from, to: field.value() === before ? to : from }, first)
  const made = []
  let last = field
  for (const text of rest) {
    last = add(beside(last.element.closest("li")), { text })
    made.push(last.key.split("/")[1])
  }
  const rows = rest.length ? [`${rest.length + 1} rader.`] : []
  tell([...rows, ...answer.told], async () => {
    // The row as it is now: an answer of the server may have put it in anew.
    const again = fieldOf(field.key) ?? field
    again.write(before)
    again.changed()
    for (const id of made) if (!takeBack(id)) await act(`beslut/${id}/ta-bort/`)
  })
}

/** A whole document in the heading of a §: as §§, or in its text. */
function offerInstead({ element }, sections, content) {
  const id = paragraphOf(element).dataset.paragraph
  const run = async () => {
    const editor = fieldOf(`paragraph/${id}/text`).mounted()
    const answer = await cleanedBy(content, "text")
    if (answer) putIn(editor, editor.state.doc.content.size, answer)
  }
  offerSections(sections, content, id, { label: "Klistra in som text", run })
}

function formOf({ key, isDecision }) {
  if (isDecision) return "rows"
  return /^paragraph\/.+\/heading$/.test(key) ? "heading" : "line"
}

function tell(sentences, run) {
  if (sentences.length) toast(`Inklistrat. ${sentences.join(" ")}`, { label: "Ångra", run })
}
