// The toolbar: works on the text that was written in last, and can be reached with Alt+F10.

import { showKeys } from "editor/dialog"
import { activeField } from "editor/fields"
import { openInsertMenu } from "editor/insert"
import { askForLink } from "editor/link"
import { openMenu } from "editor/menu"
import { byId } from "editor/page"
import { toggleReading } from "editor/reading"

const toolbar = byId("toolbar")
const buttons = () => [...toolbar.querySelectorAll("button")]

const RICH = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bullets: (chain) => chain.toggleBulletList(),
  numbers: (chain) => chain.toggleOrderedList(),
  quote: (chain) => chain.toggleBlockquote(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
}
const ACTIVE = {
  bold: "bold",
  italic: "italic",
  bullets: "bulletList",
  numbers: "orderedList",
  quote: "blockquote",
  link: "link",
  table: "table",
}

function run(name, button) {
  const field = activeField()
  if (name === "read") return toggleReading(button)
  if (name === "keys") {
    if (!field) button.focus() // where the focus comes back to
    return showKeys()
  }
  if (name === "insert") return openInsertMenu(button)
  if (!field) return null
  if (name === "att") return toggleAtt(field)
  if (!field.rich && name !== "undo" && name !== "redo") return null
  if (!field.isMounted) return native(field, name)
  const editor = field.mounted()
  if (name === "link") return askForLink(editor)
  if (name === "table") return tableMenu(button, editor)
  editor.view.focus()
  return RICH[name](editor.chain()).run()
}

function native(field, name) {
  field.element.focus()
  document.execCommand(name)
}

/** A decision begins with «att», or no longer does. */
function toggleAtt(field) {
  if (!field.isDecision) return
  const { state, view } = field.mounted()
  view.dispatch(/^att\s/i.test(field.value()) ? state.tr.delete(1, 5) : state.tr.insertText("att ", 1))
  view.focus()
}

function tableMenu(button, editor) {
  const item = (label, change) => ({
    label,
    run: () => {
      editor.view.focus()
      change(editor.chain()).run()
      nameHeaders(editor)
    },
  })
  if (!editor.isActive("table")) {
    return openMenu(button, [
      item("Infoga tabell, 3 kolumner", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
      item("Infoga tabell, 2 kolumner", (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true })),
    ])
  }
  return openMenu(button, [
    item("Ny rad under", (chain) => chain.addRowAfter()),
    item("Ny kolumn till höger", (chain) => chain.addColumnAfter()),
    null,
    item("Ta bort raden", (chain) => chain.deleteRow()),
    item("Ta bort kolumnen", (chain) => chain.deleteColumn()),
    item("Ta bort tabellen", (chain) => chain.deleteTable()),
    null,
    item("Rubrikrad av eller på", (chain) => chain.toggleHeaderRow()),
  ])
}

/** Header cells without words get «Rubrik 1» …, the first of them selected so that typing takes its place. */
function nameHeaders(editor) {
  const { $from } = editor.state.selection
  const depth = [...Array($from.depth + 1).keys()].findLast((one) => $from.node(one).type.name === "table")
  if (depth === undefined) return
  const empty = []
  $from.node(depth).descendants((node, at, _row, column) => {
    if (node.type.name === "tableHeader" && node.content.size === 2) {
      empty.push({ from: $from.start(depth) + at + 2, words: `Rubrik ${column + 1}` })
    }
  })
  if (!empty.length) return
  const [{ from, words }] = empty
  editor
    .chain()
    .command(({ tr }) => {
      for (const one of empty.reverse()) tr.insertText(one.words, one.from)
      return true
    })
    .setTextSelection({ from, to: from + words.length })
    .run()
}

/** Which buttons do anything, and which are pressed, for the text that is being written in. */
function look() {
  const field = activeField()
  const editor = field?.editor
  for (const button of buttons()) {
    const name = button.dataset.do
    const works =
      name === "read" ||
      name === "keys" ||
      (field &&
        (name === "insert"
          ? field.isMounted
          : name === "att"
            ? field.isDecision
            : field.rich || name === "undo" || name === "redo"))
    button.setAttribute("aria-disabled", String(!works))
    if (!button.hasAttribute("aria-pressed") || name === "read") continue
    const pressed =
      name === "att"
        ? Boolean(field?.isDecision && /^att\s/i.test(field.value()))
        : Boolean(editor && ACTIVE[name] && editor.isActive(ACTIVE[name]))
    button.setAttribute("aria-pressed", String(pressed))
  }
}

let planned = false
const lookSoon = () => {
  if (planned) return
  planned = true
  requestAnimationFrame(() => {
    planned = false
    look()
  })
}

/** Where what is sticky under the header begins. */
function tellHeight([{ target }]) {
  document.documentElement.style.setProperty("--header", `${target.offsetHeight}px`)
}

export function start() {
  new ResizeObserver(tellHeight).observe(document.querySelector(".site-header"))
  // The caret stays in the text when a button is pressed.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault())
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (button && button.getAttribute("aria-disabled") !== "true") run(button.dataset.do, button)
  })
  toolbar.addEventListener("keydown", (event) => {
    const all = buttons()
    const at = all.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      reach(all, (to + all.length) % all.length)
    } else if (event.key === "Escape") {
      event.preventDefault()
      back()
    }
  })
  document.addEventListener("editor:moved", lookSoon)
  document.addEventListener("input", lookSoon)
  look()
}

function reach(all, index) {
  for (const button of all) button.tabIndex = -1
  all[index].tabIndex = 0
  all[index].focus()
}

/** Alt+F10: to the toolbar's button that was used last. */
export const reachToolbar = () => (toolbar.querySelector("[tabindex='0']") ?? buttons()[0]).focus()

function back() {
  const field = activeField()
  if (field?.isMounted) field.mounted().view.focus()
  else field?.element.focus()
}
