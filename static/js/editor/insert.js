// «Infoga …»: fields and attachments at the caret of the text that was written in last.

import { activeField, fieldOf } from "editor/fields"
import { openMenu } from "editor/menu"
import { alarm } from "editor/page"
import { attachments, labels, shownOf } from "editor/values"

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

/** Puts a placeholder at the caret of `field`. */
export function insert(slot, field) {
  if (!field) return alarm("Ställ markören i en text först.")
  if (!field.isMounted) return alarm("Infoga i en text eller ett beslut.")
  if (slot.attachment) takeParentheses(field.mounted())
  const before = field.mounted().state.selection.$from.nodeBefore
  const space = before && !/[\s(]$/.test(before.text ?? "") ? [{ type: "text", text: " " }] : []
  field.editor.view.focus()
  return field.editor
    .chain()
    .insertContent([...space, { type: "slot", attrs: slot }])
    .run()
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
  const usable = active && article.contains(active.element) && active.isMounted
  const field = usable ? active : fieldOf(`paragraph/${article.dataset.paragraph}/text`)
  if (!usable) field.focus("end")
  insert({ attachment }, field)
}
