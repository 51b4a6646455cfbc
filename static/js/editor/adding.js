// «+ Beslut», «+ Förslag», «+ Delärende», «+ Ny paragraf»: the row is there when the button is let go. The server is
// told by the autosave, before the first text of the row, and as often as it takes.

import { fieldOf, sweep } from "editor/fields"
import { ask } from "editor/net"
import { awaitedBy, born, firstField, isUnborn, make, unbornRow } from "editor/newborn"
import { byId } from "editor/page"
import { autosave, forget, touch } from "editor/saving"
import { apply } from "editor/structure"

/** A new row with `text`, the caret at its `caret`, "start" or "end". Gives its first field, or null. */
export function add(row, { text = "", caret = "end" } = {}) {
  const standing = !text && emptyRowAt(row)
  const made = standing ? null : make(row)
  if (!made && !standing) return null
  const field = standing || firstField(made)
  if (text) field.write(text)
  if (made) {
    touch(field)
    autosave.save(field)
  }
  field.focus(caret)
  field.element.scrollIntoView({ block: "nearest" })
  return field
}

/** An empty sentence where the new one would stand is used: one press too many makes no empty row. */
function emptyRowAt({ kind, paragraph, item = "", after = "" }) {
  if (kind !== "decision" && kind !== "proposal") return null
  const scope = byId(`p-${paragraph}`)?.querySelector(
    `[data-decisions="${item}"]${kind === "proposal" ? "[data-prepared]" : ":not([data-prepared])"}`,
  )
  const line = after ? scope?.querySelector(`[data-decision="${after}"]`)?.nextElementSibling : null
  const last = after ? line : scope?.querySelector("ul")?.lastElementChild
  const field = last && fieldOf(`decision/${last.dataset.decision}/text`)
  return field && !field.value().trim() ? field : null
}

/** A row that the server has not heard of, or will not have, is taken away; false when the server must be asked. */
export function takeBack(id) {
  const row = unbornRow(id)
  if (!row || row.coming) return false
  const place = row.kind === "paragraph" ? byId(`p-${row.id}`) : firstField(row).element.closest("li, section")
  for (const { dataset } of place.querySelectorAll("[data-key]")) forget(fieldOf(dataset.key))
  born(id)
  const list = place.closest("[data-decisions]")
  place.remove()
  if (list && !list.querySelector("li")) list.remove()
  sweep()
  return true
}

const PATHS = {
  paragraph: () => "paragrafer/",
  item: ({ paragraph }) => `paragrafer/${paragraph}/delarenden/`,
  decision: ({ paragraph }) => `paragrafer/${paragraph}/beslut/`,
  proposal: ({ paragraph }) => `paragrafer/${paragraph}/beslut/`,
}

async function bear(row, options) {
  const { kind, id, item, after } = row
  const data = { id, sub_item: item, after, prepared: kind === "proposal" ? 1 : 0 }
  const answer = await ask(PATHS[kind](row), data, options)
  if (!isUnborn(id)) return
  born(id)
  // The caret may have gone on to another row meanwhile.
  await apply({ ...answer, focus: "" })
}

/** The rows that a text stands in are made known first. True when there were any; their text is sent after. */
autosave.bear = async (field, options) => {
  const rows = awaitedBy(field.key)
  for (const row of rows) {
    row.coming ??= bear(row, options).finally(() => {
      row.coming = null
    })
    await row.coming
  }
  return rows.length > 0
}

/** A row that an earlier visit did not get to tell of is put in place again. */
export function revive(row) {
  const known = document.querySelector(`#p-${row.id}, [data-decision="${row.id}"], [data-item="${row.id}"]`)
  if (!known) make(row)
}
