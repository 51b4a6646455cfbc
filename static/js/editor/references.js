// «(Bilaga 1)», written by hand, that equals an attachment becomes the reference. One «Ångra» gives the words back, and
// they stay. The pattern is the server's, which looks at what is pasted (meetings/rules/placeholders.py).

import { config } from "editor/page"
import { attachments } from "editor/values"

/** What is written out in `text`: {at, words, number} for each, from the first. */
export const writtenIn = (text) =>
  [...text.matchAll(new RegExp(config.reference, "gi"))].map(({ index, 0: words, 1: number }) => ({
    at: index,
    words,
    number: Number(number),
  }))

/** The attachment that the page calls by the number; undefined when none or several have it. */
export function attachmentOf(number) {
  const [id, another] = Object.keys(attachments()).filter((id) => attachments()[id].number === number)
  return another ? undefined : id
}

/** Follows what is put in at the caret. */
export function follow(editor) {
  let at = null // where the last words went in
  editor.on("transaction", ({ transaction: change }) => {
    const { selection, doc } = editor.state
    if (change.docChanged) at = isTyped(change) ? selection.from : null
    if (at === null || editor.view.composing) return
    const found = writtenInBlocks(doc, at, at).find(({ from, to }) => from < at && at <= to)
    // «(Bilaga 1» may become «(Bilaga 12)»: the caret leaves it first.
    if (!found || (found.from < selection.from && selection.from < found.to)) return
    at = null
    const attachment = attachmentOf(found.number)
    if (attachment) replace(editor, [{ ...found, attachment }])
  })
}

const isTyped = (change) =>
  change.doc.content.size > change.before.content.size &&
  !change.getMeta("history$") &&
  !change.getMeta("preventUpdate")

/** What is written out in the blocks of text from `start` to `end`: {from, to, number, marks} for each. */
function writtenInBlocks(doc, start, end) {
  const found = []
  doc.nodesBetween(start, end, (block, place) => {
    if (!block.isTextblock) return
    for (const { at, words, number } of writtenIn(block.textBetween(0, block.content.size, "", "\ufffc"))) {
      const from = place + 1 + at
      found.push({ from, to: from + words.length, number, marks: doc.resolve(from + 1).marks() })
    }
  })
  return found
}

/** A step of its own in what «Ångra» takes back. */
function replace({ view }, found) {
  const apart = (change) => change.setMeta("closeHistory$", true)
  const change = apart(view.state.tr)
  for (const { from, to, attachment, marks } of found.toReversed()) {
    change.replaceWith(from, to, view.state.schema.nodes.slot.create({ attachment }, null, marks))
  }
  view.dispatch(change)
  view.dispatch(apart(view.state.tr))
}

/** What is written out in a field's text of rich text or of a decision. */
export const writtenInField = (field) => (field.isMounted ? writtenIn(wordsOf(field)) : [])

function wordsOf({ element }) {
  const text = element.firstElementChild.cloneNode(true)
  for (const slot of text.querySelectorAll("[data-attachment]")) slot.replaceWith("\ufffc")
  return text.textContent
}

/** Each number in the field's text that `meant`, a map, leads to an attachment becomes the reference. */
export function referIn(field, meant) {
  const editor = field.mounted()
  const { doc } = editor.state
  const found = writtenInBlocks(doc, 0, doc.content.size).filter(({ number }) => meant.has(number))
  replace(
    editor,
    found.map((one) => ({ ...one, attachment: meant.get(one.number) })),
  )
}
