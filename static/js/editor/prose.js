// The rich text editor: mounted in place of the text as it stands, the moment it is touched.

import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Dropcursor,
  Editor,
  Gapcursor,
  HardBreak,
  History,
  Italic,
  Link,
  ListItem,
  OrderedList,
  Paragraph,
  Subscript,
  Superscript,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
} from "django-prose-editor/editor"
import { askForLink } from "editor/link"
import { pasteRich } from "editor/pasting"
import { Slot } from "editor/slots"

const OurLink = Link.extend({
  addKeyboardShortcuts: () => ({
    "Mod-k": ({ editor }) => {
      askForLink(editor)
      return true
    },
  }),
}).configure({ autolink: false, enableTarget: false, isAllowedUri: (address) => /^(https?:|mailto:)/i.test(address) })

const EXTENSIONS = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  Bold,
  Italic,
  Superscript,
  Subscript,
  BulletList,
  OrderedList,
  ListItem,
  Blockquote,
  OurLink,
  Table.configure({ resizable: false }),
  TableRow,
  TableCell,
  TableHeader,
  History,
  Dropcursor,
  Gapcursor,
  Slot,
]

// A line of a decision: what is pasted in it and its Enter are the page's (main.js).
const OF_SENTENCE = [Document.extend({ content: "paragraph" }), Paragraph, Text, History, Dropcursor, Slot]
const ENTERED = {
  handleKeyDown: (_view, event) => event.key === "Enter",
  handleDOMEvents: { paste: () => true },
}

/** An editor in the place of the `standing` text, with its attributes. `content` is that of a sentence. */
export function mount(standing, { content, onChange }) {
  const attributes = { class: "prose", spellcheck: "true", lang: "sv" }
  for (const name of ["id", "role", "aria-multiline", "aria-labelledby", "data-hint"]) {
    if (standing.hasAttribute(name)) attributes[name] = standing.getAttribute(name)
  }
  const html = standing.innerHTML
  const place = document.createElement("div")
  standing.replaceWith(place)
  const editor = new Editor({
    element: place,
    extensions: content ? OF_SENTENCE : EXTENSIONS,
    content: content ?? html,
    injectCSS: false,
    enablePasteRules: false, // «*» in a pasted text is a star
    editorProps: {
      // What is written in stays clear of the header and the toolbar.
      scrollThreshold: { top: 130, bottom: 70, left: 0, right: 0 },
      scrollMargin: { top: 150, bottom: 90, left: 0, right: 0 },
      attributes: (state) => ({ ...attributes, "data-empty": String(isEmpty(state.doc)) }),
      ...(content ? ENTERED : pasted(() => editor)),
    },
    onUpdate: onChange,
  })
  return editor
}

const pasted = (editorOf) => ({
  handleDOMEvents: {
    paste: (_view, event) => pasteRich(editorOf(), event),
    drop: (view, event) => {
      if (view.dragging) return false
      const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
      return pasteRich(editorOf(), event, place?.pos)
    },
  },
})

const isEmpty = (doc) => doc.childCount === 1 && doc.firstChild.isTextblock && doc.firstChild.childCount === 0

/** What is saved: HTML, or nothing at all for an empty text. */
export const htmlOf = (editor) => (isEmpty(editor.state.doc) ? "" : editor.getHTML())

/** Puts `content` in without telling anyone, unless the same text already stands there. */
export function replaceContent(editor, content) {
  const before = editor.getHTML()
  const { from } = editor.state.selection
  editor.commands.setContent(content, { emitUpdate: false })
  if (editor.getHTML() !== before) {
    editor.commands.setTextSelection(Math.min(from, editor.state.doc.content.size - 1))
  }
}

/** The caret where the mouse went down, or at the start or end. */
export function placeCaret(editor, point) {
  const found = point?.x !== undefined && editor.view.posAtCoords({ left: point.x, top: point.y })
  editor.commands.setTextSelection(found ? found.pos : point === "end" ? editor.state.doc.content.size : 0)
  // Not the editor's own focus command: it waits a frame, and what is typed meanwhile would be lost.
  editor.view.focus()
  if (!found) editor.commands.scrollIntoView()
}
