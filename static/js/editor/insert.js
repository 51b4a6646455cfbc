// «Infoga …»: fields and attachments at the caret of the text that was written in last.

import { activeField, fieldOf } from "editor/fields"
import { openMenu } from "editor/menu"
import { alarm } from "editor/page"
import { attachments, labels, shownOf, tokenOf } from "editor/values"

/** The menu of everything that can be put in. */
export function openInsertMenu(button) {
  const field = activeField()
  const items = Object.entries(labels()).map(([key, label]) => ({
    label: `${label}: ${shownOf({ field: key })}`,
    run: () => insert({ field: key }, field),
  }))
  const files = Object.entries(attachments()).map(([id, { name, shown }]) => ({
    label: `${shown.slice(1, -1)} ${name}`,
    run: () => insert({ attachment: id }, field),
  }))
  openMenu(button, files.length ? [...files, null, ...items] : items)
}

/** Puts a placeholder at the caret of `field`, as a live value in rich text and as its token in a plain line. */
export function insert(slot, field) {
  if (!field) return alarm("Ställ markören i en text först.")
  if (field.rich) {
    if (slot.attachment) takeParentheses(field.mounted())
    const before = field.mounted().state.selection.$from.nodeBefore
    const space = before && !/[\s(]$/.test(before.text ?? "") ? [{ type: "text", text: " " }] : []
    field.editor.view.focus()
    return field.editor
      .chain()
      .insertContent([...space, { type: "slot", attrs: slot }])
      .run()
  }
  if (!field.isDecision) return alarm("Infoga i en text eller ett beslut.")
  return typeInto(field, tokenOf(slot))
}

/** A reference brings parentheses of its own: those that stand around what is chosen are a part of it. */
function takeParentheses(editor) {
  const { from, to, $from, $to } = editor.state.selection
  const before = $from.nodeBefore?.text?.endsWith("(")
  const after = $to.nodeAfter?.text?.startsWith(")")
  if (before && after) editor.commands.setTextSelection({ from: from - 1, to: to + 1 })
}

/** A reference to an attachment, in the last text of its own § that was written in, else last in the §'s text. */
export function insertReference(article, attachment) {
  const active = activeField()
  const usable = active && article.contains(active.element) && (active.rich || active.isDecision)
  const field = usable ? active : fieldOf(`paragraph/${article.dataset.paragraph}/text`)
  if (!usable) field.focus("end")
  insert({ attachment }, field)
}

/** Types into a line as if by hand, so that the browser's own undo knows it. */
export function typeInto(field, text) {
  field.element.focus()
  const { selectionStart: at, value } = field.element
  const space = at && !/\s/.test(value[at - 1]) ? " " : ""
  document.execCommand("insertText", false, space + text)
}
