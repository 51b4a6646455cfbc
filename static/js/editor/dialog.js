// The page's one dialog, filled by the server: forms, search, history, removed §§.

import { alarm, byId, parsed } from "editor/page"
import { send, sentenceOf } from "editor/net"
import { apply } from "editor/structure"
import { flush } from "editor/saving"

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
  const first = dialog.querySelector("[aria-invalid=true], input:not([type=hidden]), select, textarea, button")
  first?.focus()
}

export const close = () => dialog.close()

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
  show(await response.text())
  dialog.querySelector("form").addEventListener("submit", (event) => submit(event, path))
}

async function submit(event, path) {
  event.preventDefault()
  const form = event.target
  let response
  try {
    response = await send(path, new URLSearchParams(new FormData(form)))
  } catch (error) {
    return alarm(error.message)
  }
  const kind = response.headers.get("Content-Type") ?? ""
  if (response.ok && kind.includes("json")) {
    close()
    return apply(await response.json())
  }
  if (kind.includes("json") || !kind.includes("html") || response.status !== 422) {
    return alarm(await sentenceOf(response))
  }
  show(await response.text())
  dialog.querySelector("form").addEventListener("submit", (again) => submit(again, path))
}

dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) close()
})
dialog.addEventListener("close", () => {
  dialog.replaceChildren()
  if (back && (document.activeElement === document.body || !document.activeElement)) byId(back)?.focus()
  back = null
})
