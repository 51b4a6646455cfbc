// Every text that is edited in place: one Field each, by its key, whatever element shows it.

import { awaitedBy } from "editor/newborn"
import { element } from "editor/page"
import { htmlOf, mount, placeCaret, replaceContent } from "editor/prose"
import { follow } from "editor/references"
import { isUnsaved, touch } from "editor/saving"
import { contentOf, cut, lineOf, partsOf, replaceRange } from "editor/sentences"
import { chip } from "editor/slots"
import { shownOf } from "editor/values"

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
    // A decision: one line of words and placeholders.
    this.isDecision = place.classList.contains("sentence")
    this.conflict = null
    this.refused = false
    this.savedAt = 0
    if (this.isMounted) this.listenMounted()
    else this.listenLine()
    this.look()
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

  /** Whether it is written in an editor of its own, and not in a field of the browser's. */
  get isMounted() {
    return this.rich || this.isDecision
  }

  value() {
    if (this.isDecision) return this.editor ? lineOf(this.editor.state.doc) : this.element.dataset.value
    if (!this.rich) return this.element.value
    return this.editor ? htmlOf(this.editor) : this.element.firstElementChild.innerHTML
  }

  /** A text as it is read: what placeholders of a line stand for. */
  inWords(value) {
    if (!this.isDecision) return value
    return partsOf(value)
      .map((part) => (typeof part === "string" ? part : shownOf(part)))
      .join("")
  }

  /** Puts a text in without saving it. */
  write(value) {
    if (this.rich) replaceContent(this.mounted(), value)
    else if (this.isDecision) replaceContent(this.mounted(), contentOf(value))
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
      this.editor = mount(this.element.firstElementChild, {
        content: this.isDecision ? contentOf(this.value()) : null,
        onChange: () => this.changed(),
      })
      this.editor.on("transaction", () => document.dispatchEvent(new Event("editor:moved")))
      follow(this.editor)
    }
    return this.editor
  }

  focus(where = "end") {
    if (this.isMounted) return placeCaret(this.mounted(), where)
    this.element.focus()
    const at = where === "start" ? 0 : this.element.value.length
    this.element.setSelectionRange(at, at)
  }

  /** The caret of an editor where it was: the element's own focus() would put it first. */
  refocus() {
    this.editor.view.focus()
  }

  /** Where the caret or what is chosen begins and ends. */
  range() {
    const { selectionStart, selectionEnd } = this.element
    if (!this.isMounted) return { from: selectionStart, to: selectionEnd }
    const { from, to } = this.mounted().state.selection
    return { from, to }
  }

  /** Puts a line in the place of a `range`, and the caret after it. */
  replace({ from, to }, words) {
    if (this.isMounted) return replaceRange(this.mounted(), from, to, words)
    this.element.setRangeText(words, from, to, "end")
    return this.changed()
  }

  /** Takes what stands after the caret out of the line, and gives it. */
  cutRest() {
    return cut(this.mounted())
  }

  listenMounted() {
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
    this.element.addEventListener("input", () => this.changed())
    this.element.addEventListener("focus", () => {
      lastActive = this
      document.dispatchEvent(new Event("editor:moved"))
    })
  }

  /** Height, and placeholders before the editor is there: how it looks follows from what it holds. */
  look() {
    if (this.isDecision && !this.editor) {
      const parts = partsOf(this.value()).map((part) => (typeof part === "string" ? part : chip(part)))
      this.element.firstElementChild.replaceChildren(...parts)
    }
    if (this.isMounted) return
    if (!CSS.supports("field-sizing", "content")) {
      this.element.style.height = "auto"
      this.element.style.height = `${this.element.scrollHeight}px`
    }
  }
}

/** Tells the editors what is chosen. By itself the browser does it a moment later, and not when the focus has left. */
export const tellSelection = () => document.dispatchEvent(new Event("selectionchange"))

// A quick press, or one that a busy page hears of late, would work on what was chosen before.
for (const press of ["pointerdown", "mouseup"]) document.addEventListener(press, tellSelection, { capture: true })

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
