// Every text that is edited in place: one Field each, by its key, whatever element shows it.

import { awaitedBy } from "editor/newborn"
import { element } from "editor/page"
import { htmlOf, mount, placeCaret, replaceContent } from "editor/prose"
import { followLine, followRich } from "editor/references"
import { isUnsaved, touch } from "editor/saving"
import { chip } from "editor/slots"
import { resolved } from "editor/values"

const fields = new Map()
let lastActive = null

export const fieldOf = (key) => fields.get(key)
export const allFields = () => fields.values()
/** The field that was written in last; the toolbar and «Infoga» work on it. */
export const activeField = () => (lastActive?.element.isConnected ? lastActive : null)
export const fieldAt = (node) => fields.get(node?.closest?.("[data-key]")?.dataset.key)

class Field {
  constructor(place) {
    this.element = place
    this.key = place.dataset.key
    this.base = place.dataset.base
    this.rich = place.classList.contains("rich")
    this.conflict = null
    this.refused = false
    this.savedAt = 0
    if (this.rich) this.listenRich()
    else this.listenLine()
  }

  /** Sent by itself. */
  get lane() {
    return this
  }

  /** What the browser's store keeps beside the text: the rows that the server must hear of first. */
  get along() {
    const rows = awaitedBy(this.key).map(({ coming, ...row }) => row)
    return rows.length ? { rows } : null
  }

  get isDecision() {
    return this.key.startsWith("decision/")
  }

  value() {
    if (!this.rich) return this.element.value
    return this.editor ? htmlOf(this.editor) : this.element.firstElementChild.innerHTML
  }

  /** Puts a text in without saving it. */
  write(value) {
    if (this.rich) replaceContent(this.mounted(), value)
    else this.element.value = value
    this.look()
  }

  /** A sentence beside the text, or null for none. */
  problem(sentence) {
    this.refused = Boolean(sentence)
    this.warning?.remove()
    this.warning = null
    if (!sentence) return
    this.warning = element("p", { className: "field-error", role: "alert" }, [sentence])
    this.element.after(this.warning)
  }

  changed() {
    this.look()
    touch(this)
  }

  mounted() {
    if (!this.editor) {
      this.editor = mount(this.element.firstElementChild, { onChange: () => this.changed() })
      this.editor.on("transaction", () => document.dispatchEvent(new Event("editor:moved")))
      followRich(this.editor)
    }
    return this.editor
  }

  focus(where = "end") {
    if (this.rich) return placeCaret(this.mounted(), where)
    this.element.focus()
    const at = where === "start" ? 0 : this.element.value.length
    this.element.setSelectionRange(at, at)
  }

  /** The caret of a rich text where it was: the element's own focus() would put it first. */
  refocus() {
    this.editor.view.focus()
  }

  listenRich() {
    // Mounted before the press, so that the press itself places the caret and may go on to select.
    this.element.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.mounted()
    })
    this.element.addEventListener("focusin", () => {
      lastActive = this
      if (!this.editor) placeCaret(this.mounted(), this.point ?? "start")
      document.dispatchEvent(new Event("editor:moved"))
    })
    this.element.addEventListener("pointerdown", (event) => {
      this.point = { x: event.clientX, y: event.clientY }
      setTimeout(() => {
        this.point = null
      }, 500)
    })
  }

  listenLine() {
    this.element.addEventListener("input", (event) => {
      this.changed()
      if (this.isDecision) followLine(this, event)
    })
    this.element.addEventListener("focus", () => {
      lastActive = this
      document.dispatchEvent(new Event("editor:moved"))
    })
    this.look()
  }

  /** Height, resolved placeholders: how it looks follows from what it holds. */
  look() {
    if (this.rich) return
    if (!CSS.supports("field-sizing", "content")) {
      this.element.style.height = "auto"
      this.element.style.height = `${this.element.scrollHeight}px`
    }
    if (!this.isDecision) return
    const line = this.element.parentElement?.querySelector(".resolved")
    const parts = resolved(this.element.value)
    if (line) {
      line.hidden = !parts
      line.replaceChildren(...(parts ?? []).map((part) => (typeof part === "string" ? part : chip(part))))
    }
  }
}

/** Makes fields of all texts under `root`, which the server read at `readAt`. A text that another element already holds
 *  with the same base, or that is not saved yet, or was saved later, keeps that element: its undo, caret and words. */
export function adopt(root, readAt = Number.POSITIVE_INFINITY) {
  for (const place of [...root.querySelectorAll("[data-key]")]) {
    const key = place.dataset.key
    const old = fields.get(key)
    if (old && old.element !== place && (isUnsaved(old) || old.base === place.dataset.base || readAt < old.savedAt)) {
      place.replaceWith(old.element)
      if (old.warning) old.element.after(old.warning)
      old.look()
    } else if (!old || old.element !== place) {
      old?.editor?.destroy()
      fields.set(key, new Field(place))
    }
  }
}

/** Fields whose elements have left the page; those with unsaved words are returned and kept. */
export function sweep() {
  const lost = []
  for (const [key, field] of fields) {
    if (field.element.isConnected) continue
    if (isUnsaved(field)) {
      const value = field.value()
      field.value = () => value
      lost.push(field)
    }
    fields.delete(key)
    field.editor?.destroy()
  }
  return lost
}
