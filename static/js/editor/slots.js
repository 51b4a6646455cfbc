// Placeholders inside rich text: one node that shows the live value and is stored as an empty span.

import { Node } from "django-prose-editor/editor"
import { shownOf } from "editor/values"

const attribute = (name) => ({
  default: null,
  parseHTML: (span) => span.getAttribute(name),
  renderHTML: () => ({}),
})

export const Slot = Node.create({
  name: "slot",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({ field: attribute("data-field"), attachment: attribute("data-attachment") }),
  parseHTML: () => [{ tag: "span[data-field]" }, { tag: "span[data-attachment]" }],
  renderHTML: ({ node }) => ["span", dataOf(node.attrs)],
  renderText: ({ node }) => shownOf(node.attrs),
  addNodeView:
    () =>
    ({ node }) => {
      const dom = chip(node.attrs)
      dom.contentEditable = "false"
      // The value is ours, not the document's: ProseMirror shall not read it back.
      return { dom, ignoreMutation: () => true }
    },
})

/** An element that shows the live value. */
export function chip(slot) {
  const dom = document.createElement("span")
  for (const [name, value] of Object.entries(dataOf(slot))) dom.setAttribute(name, value)
  dom.textContent = shownOf(slot)
  return dom
}

function dataOf({ field, attachment }) {
  return field ? { "data-field": field } : { "data-attachment": attachment ?? "" }
}
