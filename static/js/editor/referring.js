// Files attached after their «(Bilaga 1)» was written: the words become the references, told in one notice.

import { allFields, fieldAt, fieldOf } from "editor/fields"
import { toast } from "editor/page"
import { attachmentOf, referIn, writtenInField } from "editor/references"
import { attachments } from "editor/values"

/** `files` are the ids of those that were just attached in the § of `article`. */
export function referToNew(files, article) {
  const meant = meaningOf(files, article)
  const named = new Map()
  const changed = []
  for (const field of allFields()) {
    const numbers = writtenInField(field).map(({ number }) => number)
    const known = numbers.filter((number) => meant.has(number))
    if (!known.length) continue
    const before = field.value()
    referIn(field, meant)
    const after = field.value()
    if (after === before) continue
    changed.push({ key: field.key, before, after })
    for (const number of known) named.set(number, attachments()[meant.get(number)].name)
  }
  if (!changed.length) return
  const told = [...named].map(([number, name]) => `(Bilaga ${number}) till ${name}`)
  const list = new Intl.ListFormat("sv").format(told)
  toast(`I texten hänvisar nu ${list}.`, { label: "Ångra", run: () => changed.forEach(giveBack) })
}

/** What was written since is not taken away. */
function giveBack({ key, before, after }) {
  const field = fieldOf(key)
  if (field?.value() !== after) return
  field.write(before)
  field.changed()
}

/** Which attachment each number means: the one whose name begins with it, else the only one that the § speaks of when
 *  one file was put there, else the one that the page calls by it. */
function meaningOf(files, article) {
  const own = [...article.querySelectorAll("[data-key]")].map(fieldAt).flatMap(writtenInField)
  const numbers = [...new Set(own.map(({ number }) => number))]
  const only = files.length === 1 && numbers.length === 1 ? numbers[0] : null
  const meant = new Map()
  for (const id of files) {
    const { name, number } = attachments()[id]
    const said = name.match(/^bilaga\s*(\d{1,3})\b/i)?.[1]
    const written = said ? Number(said) : (only ?? (attachmentOf(number) === id ? number : null))
    if (written !== null && !meant.has(written)) meant.set(written, id)
  }
  return meant
}
