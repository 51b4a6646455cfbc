// Autosave: each text by itself and in order, with the state always in words.

import { announce, byId, config, element } from "editor/page"
import { NoContact, SignedOut, send, sentenceOf } from "editor/net"
import { drop, keep } from "editor/outbox"

const PAUSE = 700 // ms after the last keystroke
const LONGEST = 5000 // ms of typing without a pause
const RETRY = [2000, 4000, 8000, 15000]

const waiting = new Set()
let changes = 0 // of structure, under way
let trouble = null // "contact" or "signed-out"
let attempts = 0
let retryTimer
let savedAt = ""
const listeners = { saved: () => {}, conflict: () => {} }

/** `saved(field, answer)` and `conflict(field, answer)` are told. */
export const listen = (handlers) => Object.assign(listeners, handlers)

export const isUnsaved = (field) => waiting.has(field)

/** A text has changed: keep it here and now, send it soon. */
export function touch(field) {
  field.problem(null)
  waiting.add(field)
  keep(field.key, field.value(), field.base)
  field.since ??= Date.now()
  clearTimeout(field.timer)
  const left = Math.max(0, field.since + LONGEST - Date.now())
  field.timer = setTimeout(() => save(field), Math.min(PAUSE, left))
  show()
}

/** Sends what has been written in the field; one request at a time for each field. */
export function save(field) {
  clearTimeout(field.timer)
  if (field.conflict || !waiting.has(field)) return Promise.resolve()
  field.again = Boolean(field.running)
  field.running ??= run(field).finally(() => { field.running = null; show() })
  show()
  return field.running
}

async function run(field) {
  do {
    field.again = false
    field.since = null
    const value = field.value()
    let response
    try {
      response = await send("text/", { key: field.key, value, base: field.base })
    } catch (error) {
      return lost(error)
    }
    recovered()
    if (response.status === 409) {
      field.conflict = await response.json()
      return listeners.conflict(field)
    }
    if (!response.ok) return field.problem(await sentenceOf(response))
    const answer = await response.json()
    field.base = answer.digest
    savedAt = answer.at
    if (field.value() === value) {
      waiting.delete(field)
      drop(field.key)
      listeners.saved(field, answer)
    } else {
      keep(field.key, field.value(), field.base)
      field.again = true
    }
  } while (field.again)
}

/** Everything that can be saved is saved; false when something is still only here. */
export async function flush() {
  await Promise.all([...waiting].map(save))
  return waiting.size === 0
}

/** Until `change`, a change of structure, is done, not all that stands on the page is saved. */
export function during(change) {
  changes += 1
  show()
  return change.finally(() => { changes -= 1; show() })
}

/** Nothing more to save in this field: it is gone, or stands as on the server. */
export function forget(field) {
  clearTimeout(field.timer)
  waiting.delete(field)
  drop(field.key)
  show()
}

function lost(error) {
  trouble = error instanceof SignedOut ? "signed-out" : "contact"
  if (!(error instanceof NoContact) && !(error instanceof SignedOut)) throw error
  clearTimeout(retryTimer)
  retryTimer = setTimeout(flush, RETRY[Math.min(attempts++, RETRY.length - 1)])
  show()
}

function recovered() {
  if (!trouble) return
  announce("Kontakten är tillbaka.")
  trouble = null
  attempts = 0
  clearTimeout(retryTimer)
  for (const field of waiting) if (!field.running && !field.refused) save(field)
}

let lastState = "saved"
function show() {
  const place = byId("save-state")
  const stuck = [...waiting].some((field) => field.conflict || field.refused)
  const state = trouble ?? (stuck ? "stuck" : waiting.size || changes ? "saving" : "saved")
  place.dataset.state = trouble || stuck ? "unsaved" : state
  if (state === "contact") {
    place.textContent = "Inte sparat – ingen kontakt, texten ligger kvar här"
  } else if (state === "signed-out") {
    const link = element("a", { href: config.login, target: "_blank" }, ["Logga in i en ny flik"])
    place.replaceChildren("Inte sparat – du är utloggad. ", link, ", texten ligger kvar här")
  } else if (state === "stuck") {
    place.textContent = "Inte sparat – se den markerade texten"
  } else if (state === "saving") {
    place.textContent = "Sparar …"
  } else {
    place.textContent = savedAt ? `Sparat ${savedAt}` : "Allt är sparat"
  }
  if (state !== lastState && place.dataset.state === "unsaved") announce(place.textContent)
  lastState = state
}

window.addEventListener("online", flush)
window.addEventListener("focus", () => { if (trouble) flush() })
window.addEventListener("offline", () => { if (waiting.size) { trouble = "contact"; show() } })
window.addEventListener("beforeunload", (event) => {
  if (waiting.size || changes) event.preventDefault()
})
// The page goes away: what is left is sent along, and stays in the browser's store until it is known to be saved.
window.addEventListener("pagehide", () => {
  for (const field of waiting) {
    if (field.conflict || field.refused) continue
    const data = { key: field.key, value: field.value(), base: field.base }
    send("text/", data, { keepalive: true }).catch(() => {})
  }
})
