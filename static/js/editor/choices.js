// What a choice in a dialog does to the rest of it: fills, shows and hides fields, or asks the form anew.

import { askForm } from "editor/dialog"

const fieldNamed = (form, name) => form.elements.namedItem(name)
const rowOf = (control) => control?.closest?.(".field")

/** `data-fills` on a select: by its value, {set: {field: value}, show: [field]}; a field some value shows is hidden
 *  by the others. */
export function fill(select, { typed = false } = {}) {
  const all = JSON.parse(select.dataset.fills)
  const { set = {}, show = [] } = all[select.value] ?? {}
  const form = select.form
  const depending = new Set(Object.values(all).flatMap((one) => one.show))
  for (const name of [...depending, "chair", "verified_by", "substitute"]) {
    const row = rowOf(fieldNamed(form, name))
    if (row) row.hidden = !show.includes(name)
  }
  if (!typed && select.value) return
  for (const [name, value] of Object.entries(set)) fieldNamed(form, name).value = value
}

/** The next of the rows that wait is shown; the last takes the button away. */
function showNext(button) {
  const waiting = button.parentElement.querySelectorAll(":scope > [hidden]")
  waiting[0].hidden = false
  waiting[0].querySelector("input").focus()
  button.hidden = waiting.length === 1
}

export function start(dialog) {
  let timer
  dialog.addEventListener("change", (event) => {
    const { target } = event
    if (target.dataset.fills) return fill(target, { typed: true })
    const again = target.form?.dataset.again
    return again && target.name === "main" ? askForm(again + target.value) : null
  })
  dialog.addEventListener("input", (event) => {
    const { search } = event.target.dataset
    if (!search) return
    clearTimeout(timer)
    const typed = event.target.value
    timer = setTimeout(() => askForm(search + encodeURIComponent(typed)), 350)
  })
  dialog.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more]")
    if (more) return showNext(more)
    const all = event.target.closest("[data-check-all]")?.dataset.checkAll
    if (!all) return null
    for (const radio of dialog.querySelectorAll(`input[type=radio][value="${all}"]`)) radio.checked = true
    return null
  })
}
