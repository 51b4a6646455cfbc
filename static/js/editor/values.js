// What placeholders show as things stand, and every place on the page that shows them.

import { config } from "editor/page"

let values = config.values
const listeners = new Set()

export const labels = () => values.labels
export const attachments = () => values.attachments

/** «Henrik Brolin» for a field, «(Bilaga 3)» for an attachment. */
export function shownOf({ field, attachment }) {
  if (field) return values.fields[field] ?? `[okänd uppgift ${field}]`
  return values.attachments[attachment]?.shown ?? "[bilaga saknas]"
}

/** How a placeholder is written in a plain text. */
export function tokenOf({ field, attachment }) {
  if (attachment) return `{bilaga:${attachment}}`
  return Object.keys(values.tokens).find((token) => values.tokens[token] === field) ?? `{${field}}`
}

/** A plain text in parts, strings and placeholders by turns; null when it has no placeholder. */
export function resolved(text) {
  const parts = []
  let end = 0
  for (const { index, 0: whole, 1: attachment, 2: name } of text.matchAll(/\{(?:bilaga:([\w-]+)|([a-zåäö_ ]+))\}/g)) {
    parts.push(text.slice(end, index), attachment ? { attachment } : { field: values.tokens[whole] ?? name })
    end = index + whole.length
  }
  return parts.length ? [...parts, text.slice(end)] : null
}

/** Called when values change. */
export const onValues = (listener) => listeners.add(listener)

export function setValues(next) {
  values = next
  for (const span of document.querySelectorAll("#sheet span[data-field], #sheet span[data-attachment]")) {
    const text = shownOf({ field: span.dataset.field, attachment: span.dataset.attachment })
    if (span.textContent !== text) span.textContent = text
  }
  for (const line of document.querySelectorAll(".files [data-attachment]")) {
    const known = values.attachments[line.dataset.attachment]
    if (!known) continue
    line.querySelector(".n").textContent = known.shown.slice(1, -1)
    line.querySelector(".unreferred").hidden = known.referred
  }
  for (const listener of listeners) listener()
}
