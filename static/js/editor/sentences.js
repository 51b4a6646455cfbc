// A decision's line in its editor, and as it is kept: words, and placeholders as their tokens.

import { resolved, tokenOf } from "editor/values"

/** A line in parts, strings and placeholders by turns; none for an empty one. */
export const partsOf = (line) => (resolved(line) ?? [line]).filter((part) => part !== "")

/** What an editor holds for the line. */
export const contentOf = (line) => ({ type: "doc", content: [{ type: "paragraph", content: nodesOf(line) }] })

const nodesOf = (line) =>
  partsOf(line).map((part) => (typeof part === "string" ? { type: "text", text: part } : { type: "slot", attrs: part }))

/** The line that an editor's document holds, from one place to another. */
export function lineOf(doc, from = 0, to = doc.content.size) {
  const parts = []
  doc.nodesBetween(from, to, (node, at) => {
    if (node.isText) parts.push(node.text.slice(Math.max(0, from - at), to - at))
    else if (node.type.name === "slot") parts.push(tokenOf(node.attrs))
  })
  return parts.join("")
}

/** Puts a line in from one place to another, and the caret after it. */
export function replaceRange(editor, from, to, line) {
  const end = editor.state.doc.content.size - 1
  editor.commands.insertContentAt({ from: Math.min(from, end), to: Math.min(to, end) }, nodesOf(line))
}

/** Takes what is chosen away, and what stands after it out of the line; gives the latter. */
export function cut({ state, view }) {
  const { from, to } = state.selection
  const end = state.doc.content.size - 1
  const rest = lineOf(state.doc, to, end)
  if (from < end) view.dispatch(state.tr.delete(from, end))
  return rest
}
