// The application saves itself while one writes, and keeps what could not be sent. Without this file the form's
// own buttons do the same. The chancellery's forms keep what is begun in them in the same way, until it is sent.

import { Autosave } from "autosave/autosave"
import { showConflict } from "autosave/conflict"
import { request, sentenceOf, token } from "autosave/contact"
import { byId, element } from "autosave/elements"
import { placeBlock, readBlock } from "autosave/grid"

const form = document.querySelector("[data-autosave]")

/** One control of the form; `base-<name>` beside it is the digest of what it was filled with. */
class Field {
  conflict = null
  refused = false

  constructor(control) {
    this.element = control
    this.key = control.name
    this.lane = form // all that has been touched goes in one request
  }

  get base() {
    return form.elements[`base-${this.key}`]?.value ?? ""
  }
  set base(digest) {
    const place = form.elements[`base-${this.key}`]
    if (place) place.value = digest
  }

  get isBox() {
    return this.element.type === "checkbox"
  }

  value() {
    return this.isBox ? (this.element.checked ? "on" : "") : this.element.value
  }

  write(value) {
    if (this.isBox) this.element.checked = ["on", "True"].includes(value)
    else this.element.value = value
  }

  focus() {
    this.element.focus()
  }

  /** What a stored value is called on the page. */
  inWords(value) {
    if (this.isBox) return value === "True" ? "ja" : "nej"
    return [...(this.element.options ?? [])].find((option) => option.value === value)?.text
  }

  /** A sentence after the control, or null for none. */
  problem(sentence) {
    this.refused = Boolean(sentence)
    const id = `${this.element.id}_error`
    const place = byId(id)
    if (!sentence) {
      place?.remove()
      this.element.removeAttribute("aria-invalid")
      return
    }
    if (place) place.textContent = sentence
    else this.element.after(element("span", { className: "field-error", id }, [sentence]))
    this.element.setAttribute("aria-invalid", "true")
    const described = new Set(`${this.element.getAttribute("aria-describedby") ?? ""} ${id}`.trim().split(" "))
    this.element.setAttribute("aria-describedby", [...described].join(" "))
  }
}

const fields = new Map()

/** The field of a control's name; «sure-<name>» is said of the field <name>. */
function fieldOf(name) {
  const key = name.replace(/^sure-/, "")
  const control = form.elements[key]
  if (!control || key.startsWith("base-") || ["hidden", "file"].includes(control.type)) return null
  if (!fields.has(key)) fields.set(key, new Field(control))
  return fields.get(key)
}

async function deliver(sent, options) {
  const body = new FormData()
  for (const { key, base, element: control } of sent) {
    if (control.type !== "checkbox" || control.checked) body.set(key, control.value)
    body.set(`base-${key}`, base)
    if (form.elements[`sure-${key}`]?.checked) body.set(`sure-${key}`, "1")
  }
  if (form.elements.seen) body.set("seen", form.elements.seen.value)
  const response = await request(location.href, body, { headers: { "X-Autosave": "1" }, ...options })
  if (!response.ok && response.status !== 409) {
    const refused = await sentenceOf(response)
    return sent.map(() => ({ refused }))
  }
  const answer = await response.json()
  show(answer)
  part(answer.parted)
  return sent.map(({ key }) => outcomeOf(key, answer))
}

function outcomeOf(key, { conflicts, errors, digests, saved }) {
  if (conflicts[key]) return { conflict: conflicts[key] }
  const refused = errors[key] ?? (key in digests ? null : errors.__all__)
  if (refused) return { refused: refused.join(" ") }
  return key in digests ? { digest: digests[key], at: saved } : null
}

/** A giro number that came with its reference stands in two fields afterwards. */
function part(fields = {}) {
  for (const [name, { value, digest }] of Object.entries(fields)) {
    const field = fieldOf(name)
    field?.write(value)
    if (field) field.base = digest
  }
}

function show({ missing, here, sums }) {
  const meter = byId("meter")
  if (meter) {
    meter.value = Math.max(0, meter.max - missing)
    byId("meter-words").textContent = String(meter.value)
    const lacks = byId("lacks-here")
    if (lacks) lacks.textContent = here.length ? `${here.length} saknas` : ""
  }
  if (sums) showSums(sums)
}

function showSums({ rows, totals, words }) {
  for (const [at, cell] of document.querySelectorAll("[data-sum=row]").entries()) cell.textContent = rows[at] ?? ""
  for (const [at, row] of document.querySelectorAll("[data-sum=total]").entries()) {
    for (const [place, cell] of row.querySelectorAll("td").entries()) cell.textContent = totals[at]?.[place] ?? ""
  }
  const difference = byId("difference")
  if (difference && difference.textContent !== words) difference.textContent = words
}

/** A block from a spreadsheet fills the grid from the cell it is pasted into, and what could not be placed is told. */
function pasteGrid(event) {
  const block = readBlock(event.clipboardData?.getData("text/plain") ?? "")
  const cell = event.target.closest("td")
  byId("pasted").textContent = ""
  if (!cell || !block) return
  event.preventDefault()
  const { placed, left } = placeBlock(block, event.target)
  for (const [input, value] of placed) {
    input.value = value
    autosave.touch(fieldOf(input.name))
  }
  byId("pasted").textContent = [
    filled(placed.length),
    left.length ? `Det här fick inte plats: ${left.join("; ")}. Skriv det för hand.` : "",
  ]
    .join(" ")
    .trim()
}

const filled = (count) =>
  count === 0 ? "Inga rutor är ifyllda." : count === 1 ? "1 ruta är ifylld." : `${count} rutor är ifyllda.`

/** The form's own buttons wait until what is typed is saved; without contact nothing is left behind. */
async function submit(event) {
  if ("sending" in form.dataset) return
  event.preventDefault()
  form.dataset.sending = ""
  await autosave.flush()
  // With nothing to save we are still inside the event, and the browser ignores a form that is sent from there.
  await new Promise((resolve) => setTimeout(resolve))
  if (autosave.hasTrouble) {
    delete form.dataset.sending
    return
  }
  form.elements.csrfmiddlewaretoken.value = token()
  autosave.leave()
  form.requestSubmit(event.submitter)
}

const autosave =
  form &&
  new Autosave({
    person: form.dataset.person,
    place: location.pathname,
    state: byId("save-state"),
    signIn: { address: form.dataset.enter, label: form.dataset.enterLabel ?? "Hämta en ny länk i en ny flik" },
    word: form.dataset.word,
    deliver,
    conflicting: (field) => showConflict(autosave, field),
  })
/** What was begun and not sent comes back in its fields. */
function bringBack(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const control = form.elements[name]
    if (control?.type === "hidden") control.value = text
    else fieldOf(name)?.write(text)
  }
}

if (form) {
  bringBack(JSON.parse(byId("begun")?.textContent ?? "{}"))
  form.addEventListener("input", ({ target }) => {
    const field = target.name && fieldOf(target.name)
    if (field) autosave.touch(field)
  })
  form.addEventListener("submit", submit)
  document.querySelector(".grid")?.addEventListener("paste", pasteGrid)
  autosave.restore(fieldOf, () => {})
}
document.body.dataset.ready = ""
