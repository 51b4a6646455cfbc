// A person's own notes, saved while they are written. What could not be sent lies on the device until it can be. Without
// this file each note has a button.

import { changeList, listOf, nameOf } from "agenda/copies"
import { Autosave } from "autosave/autosave"
import { showConflict } from "autosave/conflict"
import { request, sentenceOf } from "autosave/contact"
import { byId, element } from "autosave/elements"
import { Kept } from "autosave/kept"

const section = byId("own-notes")
const { person, place, enter } = section.dataset
const WHERE = `anteckningar ${section.dataset.meeting}` // not the address, which has a day that may be moved
const fields = new Map()
const UNSAVED = {
  contact: "Inte skickat: det ligger kvar på den här enheten tills nätet är tillbaka.",
  "signed-out": "Inte sparat: du är utloggad. Det ligger kvar på den här enheten.",
}

/** One note; `form` is its own lane, so that a slow one keeps no other waiting. */
class Note {
  conflict = null
  refused = false

  constructor(form) {
    this.form = this.lane = form
    this.element = form.elements.text
    this.key = form.dataset.note
  }

  get base() {
    return this.form.elements.base.value
  }
  set base(digest) {
    this.form.elements.base.value = digest
  }

  value() {
    return this.element.value
  }

  write(value) {
    this.element.value = value
    this.form.closest("details").open = true
    this.show()
  }

  /** On paper it stands as text. */
  show() {
    const printed = this.form.closest("details").previousElementSibling
    if (printed?.classList.contains("only-on-paper")) printed.textContent = this.value()
  }

  focus() {
    this.element.focus()
  }

  /** Beside the note, for the head of the page is far away on a phone. */
  tell(state) {
    const place = this.form.querySelector("[data-note-state]")
    if (!place || this.conflict || this.refused) return
    place.textContent = autosave.isUnsaved(this) ? (UNSAVED[state] ?? "Sparar …") : this.at ? `Sparat ${this.at}` : ""
  }

  problem(sentence) {
    this.refused = Boolean(sentence)
    const id = `${this.element.id}_error`
    byId(id)?.remove()
    this.element.toggleAttribute("aria-invalid", this.refused)
    if (sentence) this.element.after(element("span", { className: "field-error", id }, [sentence]))
    if (sentence) this.element.setAttribute("aria-describedby", id)
    else this.element.removeAttribute("aria-describedby")
  }
}

const noteOf = (form) => {
  if (!fields.has(form)) fields.set(form, new Note(form))
  return fields.get(form)
}

const formOf = (key) => section.querySelector(`form[data-note="${CSS.escape(key)}"]`)

/** What was written of something that the page no longer has gets a place of its own, and is saved like the rest. */
function returned(key) {
  const spot = byId("own-notes-returned")
  if (!spot.children.length) spot.append(element("h2", {}, ["Skrivet på den här enheten"]))
  const id = `anteckning-${key.slice(0, 26)}`
  const form = element("form", {}, [
    element("input", { type: "hidden", name: "base", value: "" }),
    element("label", { htmlFor: id }, ["Egen anteckning till något som inte längre är med"]),
    element("textarea", { className: "ds-input", name: "text", rows: 3, id }),
    element("p", { className: "small quiet", "data-note-state": "" }),
  ])
  form.dataset.note = key
  const summary = element("summary", {}, ["Egen anteckning"])
  spot.append(element("details", { className: "own-note", open: true }, [summary, form]))
  return form
}

async function deliver([note], options) {
  const body = new FormData()
  body.set("key", note.key)
  body.set("text", note.value())
  body.set("base", note.base)
  const address = `${place}anteckningar/`
  const response = await request(address, body, { headers: { "X-Autosave": "1" }, ...options })
  if (!response.ok && response.status !== 409) return [{ refused: await sentenceOf(response) }]
  return [await response.json()]
}

/** The copy on this device shows the note as it is saved now. */
function saved(note, { digest, at }) {
  note.at = at
  note.form.querySelector("[data-about-earlier]")?.remove()
  changeList(nameOf(person, place), (list) => {
    list.notes[note.key] = { text: note.value(), digest }
  }).catch(() => {})
}

const autosave = new Autosave({
  person,
  place: WHERE,
  state: byId("save-state"),
  signIn: { address: enter, label: "Logga in i en ny flik" },
  deliver,
  saved,
  conflicting: (note) => showConflict(autosave, note),
  mayLeave: true,
})

autosave.shown = (state) => {
  for (const note of fields.values()) note.tell(state)
}

/** A paper that has been replaced since has another key, and the note the same place. */
function moveKept() {
  const kept = new Kept(person, WHERE)
  for (const [key, entry] of kept.all()) {
    const form = key !== "." && section.querySelector(`form[data-earlier="${CSS.escape(key)}"]`)
    if (!form || formOf(key)) continue
    kept.put(form.dataset.note, entry)
    kept.drop(key)
  }
}

async function bringBack() {
  if (document.body.dataset.savedCopy) {
    const list = await listOf(nameOf(person, place))
    for (const [key, { text, digest }] of Object.entries(list?.notes ?? {})) {
      const form = formOf(key)
      if (!form) continue
      noteOf(form).write(text)
      noteOf(form).base = digest
    }
  }
  moveKept()
  autosave.restore(
    (key) => noteOf(formOf(key) ?? returned(key)),
    () => {},
  )
}

export async function keepNotes() {
  for (const button of section.querySelectorAll("form[data-note] button")) button.hidden = true
  section.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-note]")
    if (!form) return
    noteOf(form).show()
    autosave.touch(noteOf(form))
  })
  section.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-note]")
    if (!form) return
    event.preventDefault()
    autosave.save(noteOf(form))
  })
  await bringBack()
}
