// The page's one dialog, filled by the server: forms, search, history, removed §§.

import { fill, start as startChoices } from "editor/choices"
import { send, sentenceOf } from "editor/net"
import { alarm, byId, element, parsed } from "editor/page"
import { flush } from "editor/saving"
import { act, apply } from "editor/structure"

const dialog = byId("draft-dialog")
let back = null

/** Shows HTML of the server in the dialog; focus returns where it was when it closes. */
export function show(html) {
  if (!dialog.open) {
    back = document.activeElement?.id
    dialog.replaceChildren(parsed(html))
    dialog.showModal()
  } else {
    dialog.replaceChildren(parsed(html))
  }
  for (const select of dialog.querySelectorAll("[data-fills]")) fill(select)
  const wrong = dialog.querySelector("[aria-invalid=true]")
  const first = dialog.querySelector("input:not([type=hidden], :disabled), select:not(:disabled), textarea, button")
  ;(wrong ?? first)?.focus()
}

/** Shows parts that the page itself has made. */
export function showParts(parts) {
  show("")
  dialog.replaceChildren(...parts)
}

export const close = () => dialog.close()

/** What the keys do, for whoever presses «?». */
export const showKeys = () => show(byId("keys").innerHTML)

/** A form of the server: shown, sent, shown again with its errors, or its answer applied. */
export async function askForm(path) {
  await flush()
  let response
  try {
    response = await send(path)
  } catch (error) {
    return alarm(error.message)
  }
  if (!response.ok) return alarm(await sentenceOf(response))
  present(await response.text(), path)
}

/** Shows the form of an address; `path` is where it is sent. */
export function present(html, path) {
  show(html)
  dialog.querySelector("form").addEventListener("submit", (event) => submit(event, path))
}

async function submit(event, path) {
  event.preventDefault()
  const form = event.target
  // Pressed twice is meant once.
  if ("sending" in form.dataset) return
  form.dataset.sending = ""
  try {
    await sendForm(form, path)
  } finally {
    delete form.dataset.sending
  }
}

async function sendForm(form, path) {
  let response
  try {
    response = await send(path, new URLSearchParams(new FormData(form)))
  } catch (error) {
    return problem(form, `${error.message} Det du fyllt i ligger kvar. Försök igen.`)
  }
  const kind = response.headers.get("Content-Type") ?? ""
  if (response.ok && kind.includes("json")) {
    const answer = await response.json()
    if (answer.go) return location.assign(answer.go)
    close()
    return apply(answer)
  }
  if (!isForm(response)) return problem(form, await sentenceOf(response))
  return present(await response.text(), path)
}

/** Whether the server answers with the form again, and what was wrong in it. */
export function isForm(response) {
  return response.status === 422 && (response.headers.get("Content-Type") ?? "").includes("html")
}

/** Said in the dialog itself, which stays as it was filled in. */
function problem(form, sentence) {
  form.querySelector(".dialog-problem")?.remove()
  form
    .querySelector(".actions:last-child")
    .before(element("p", { className: "field-error dialog-problem", role: "alert" }, [sentence]))
}

/** Asks before something goes that no «Ångra» brings back. */
export function confirmRemoval(question, run) {
  const go = element("button", { type: "button", className: "ds-button", "data-color": "danger" }, ["Ta bort"])
  const stay = element(
    "button",
    { type: "button", className: "ds-button", "data-variant": "secondary", "data-close": "" },
    ["Avbryt"],
  )
  go.addEventListener("click", () => {
    close()
    run()
  })
  showParts([
    element("h2", { id: "draft-dialog-title" }, [question]),
    element("div", { className: "actions" }, [go, stay]),
  ])
  go.focus()
}

dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close()
  const remove = event.target.closest("[data-remove]")?.dataset.remove
  if (remove) confirmRemoval("Ska det tas bort?", () => act(remove))
})
startChoices(dialog)
dialog.addEventListener("close", () => {
  dialog.replaceChildren()
  if (back && (document.activeElement === document.body || !document.activeElement)) byId(back)?.focus()
  back = null
})
