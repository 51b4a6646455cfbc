// A new row is in place, with the caret in it, the moment it is asked for. Its id is chosen here, so the server may
// learn of it later, and more than once, and it is still one row.

import { adopt, fieldOf } from "editor/fields"
import { byId, config, parsed } from "editor/page"

/** Rows that the server has not heard of, by id, in the order they were made: {kind, id, paragraph, item, after, at},
 *  where `kind` is "paragraph", "item", "decision" or "proposal" and the others are ids or "". */
const unborn = new Map()

export const isUnborn = (id) => unborn.has(id)
export const unbornRow = (id) => unborn.get(id)
export const born = (id) => unborn.delete(id)

const KEYS = { paragraph: "paragraph/ID/heading", item: "sub_item/ID/heading" }

/** The field of a row that is written in first. */
export const firstField = ({ kind, id }) => fieldOf((KEYS[kind] ?? "decision/ID/text").replace("ID", id))

/** Makes a row that nobody has: in place at once, and known as unborn. Null when its § is gone. */
export function make(row) {
  const made = { paragraph: "", item: "", after: "", at: Date.now() + unborn.size / 1000, id: newId(), ...row }
  unborn.set(made.id, made)
  if (place(made)) return made
  unborn.delete(made.id)
  return null
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(9))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
}

/** What must be there before the row: its §, its sub-item and the row it stands after; then the row itself. */
export function lineage(id) {
  const row = unborn.get(id)
  if (!row) return []
  const before = [row.paragraph, row.item, row.after].flatMap(lineage)
  return [...new Set([...before, row])]
}

/** The unborn rows that a text needs, by the text's key. */
export const awaitedBy = (key) => lineage(key.split("/")[1])

/** Unborn rows of a § are put into its `fresh` form, before the texts in it are adopted. The server may have made one
 *  whose answer is still on its way. */
export function carryUnborn(fresh) {
  for (const row of unborn.values()) {
    if (row.kind !== "paragraph" && row.paragraph === fresh.dataset.paragraph && !rowIn(fresh, row)) put(row, fresh)
  }
}

const rowIn = (article, { id }) => article.querySelector(`[data-decision="${id}"], [data-item="${id}"]`)

/** The order of the §§ with those that only this page knows, each after the one it stands after here. */
export function withUnborn(order) {
  const all = [...order]
  const told = new Set(order.map(([id]) => id))
  for (const row of unborn.values()) {
    const article = row.kind === "paragraph" && byId(`p-${row.id}`)
    if (!article || told.has(row.id)) continue
    const before = article.previousElementSibling?.dataset.paragraph
    const at = all.findIndex(([id]) => id === before)
    all.splice(before && at === -1 ? all.length : at + 1, 0, [row.id, null, null])
  }
  return all
}

function place(row) {
  if (row.kind === "paragraph") return putParagraph(row)
  const article = byId(`p-${row.paragraph}`)
  const made = article && put(row, article)
  if (made) adopt(article)
  return made
}

function fromTemplate({ kind, id, paragraph }) {
  const html = byId(`new-${kind}`).innerHTML
  return parsed(html.replaceAll(config.newRow, id).replaceAll("-paragraph-id-", paragraph)).firstElementChild
}

function putParagraph(row) {
  const article = fromTemplate(row)
  adopt(article)
  const before = byId(`p-${row.after}`)
  if (before) before.after(article)
  else byId("paragraphs").append(article)
  renumber(article)
  return article
}

/** The numbers as they will be when the server has heard of it. */
function renumber(article) {
  const numberIn = (one) => one?.querySelector(".drafted > h2 > .paragraph-number, .paragraph-number")
  const next = (label) => label.replace(/\d+/, (number) => Number(number) + 1)
  const before = numberIn(article.previousElementSibling)?.textContent
  const after = numberIn(article.nextElementSibling)?.textContent
  numberIn(article).textContent = before ? next(before) : (after ?? numberIn(article).textContent)
  for (let one = article.nextElementSibling; one; one = one.nextElementSibling) {
    if (one.classList.contains("drafted")) numberIn(one).textContent = next(numberIn(one).textContent)
  }
}

function put(row, article) {
  const scope = row.item ? article.querySelector(`[data-item="${row.item}"]`) : article
  if (!scope) return null
  const made = fromTemplate(row)
  const anchor = scope.querySelector(`:scope > [data-place="${row.kind}"]`)
  if (row.kind === "item") {
    anchor.before(made)
    return made
  }
  const prepared = row.kind === "proposal" ? "[data-prepared]" : ":not([data-prepared])"
  const standing = scope.querySelector(`[data-decisions="${row.item}"]${prepared}`)
  if (!standing) {
    made.dataset.decisions = row.item
    if (row.kind === "proposal") anchor.after(made)
    else anchor.before(made)
    return made
  }
  const line = made.querySelector("li")
  const before = row.after && standing.querySelector(`[data-decision="${row.after}"]`)
  if (before) before.after(line)
  else standing.querySelector("ul").append(line)
  const fold = standing.closest("details")
  if (fold) fold.open = true
  return line
}
