// «Hämta § eller fras», history and removed §§: lists of the server with something to press.

import { close, show } from "editor/dialog"
import { activeField } from "editor/fields"
import { send } from "editor/net"
import { alarm, byId, element } from "editor/page"
import { flush } from "editor/saving"
import { act } from "editor/structure"

const dialog = byId("draft-dialog")

/** The HTML at an address of the meeting, or null when a sentence has been shown. */
async function html(path) {
  await flush()
  try {
    const response = await send(path)
    if (response.ok) return await response.text()
    alarm("Det gick inte att hämta. Ladda om sidan.")
  } catch (error) {
    alarm(error.message)
  }
  return null
}

export async function openSearch() {
  const after = activeField()?.element.closest("article[data-paragraph]")?.dataset.paragraph ?? ""
  const found = await html("hamta/")
  if (found === null) return
  show("")
  const input = element("input", { type: "search", id: "search-words", className: "ds-input", autocomplete: "off" })
  const results = element("div", { id: "search-results" })
  results.innerHTML = found
  const shut = element(
    "button",
    { type: "button", className: "ds-button", "data-variant": "secondary", "data-close": "" },
    ["Stäng"],
  )
  dialog.replaceChildren(
    element("h2", { id: "draft-dialog-title" }, ["Hämta § eller fras"]),
    element("div", { className: "field" }, [
      element("label", { htmlFor: "search-words" }, ["Sök bland fraser och tidigare paragrafer"]),
      input,
    ]),
    results,
    element("div", { className: "actions" }, [shut]),
  )
  input.focus()
  let timer
  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => look(input.value, results), 250)
  })
  results.addEventListener("click", (event) => {
    const put = event.target.closest("[data-put]")
    if (put) return putInText(put.nextElementSibling.innerHTML)
    const button = event.target.closest("[data-fetch]")
    if (!button) return null
    close()
    return act("hamta/ny/", { source: button.dataset.fetch, key: button.dataset.id, after })
  })
}

/** A phrase at the caret of the text that was written in last. */
function putInText(phrase) {
  const field = activeField()
  if (!field?.rich) return alarm("Ställ markören i den text där frasen ska stå, och hämta den sedan.")
  close()
  const editor = field.mounted()
  editor.view.focus()
  return editor.chain().insertContent(phrase).run()
}

async function look(words, results) {
  try {
    const response = await send(`hamta/?${new URLSearchParams({ q: words })}`)
    if (response.ok && byId("search-words")?.value === words) results.innerHTML = await response.text()
  } catch (error) {
    alarm(error.message)
  }
}

export async function openHistory(paragraph) {
  const found = await html(`paragrafer/${paragraph}/historik/`)
  if (found === null) return
  show(found)
  for (const button of dialog.querySelectorAll("[data-restore]")) {
    button.addEventListener("click", () => {
      close()
      act(`paragrafer/${paragraph}/aterstall/`, { row: button.dataset.restore, version: button.dataset.version })
    })
  }
}

export async function openWaiting() {
  const after = activeField()?.element.closest("[data-paragraph]")?.dataset.paragraph ?? ""
  const found = await html("arendebalans/")
  if (found === null) return
  show(found)
  for (const button of dialog.querySelectorAll("[data-take-up]")) {
    button.addEventListener("click", () => {
      close()
      act("arendebalans/ta-upp/", { arende: button.dataset.takeUp, after })
    })
  }
}

export async function openRemoved() {
  const found = await html("borttagna/")
  if (found === null) return
  show(found)
  for (const button of dialog.querySelectorAll("[data-put-back]")) {
    button.addEventListener("click", () => {
      close()
      act(`paragrafer/${button.dataset.putBack}/tillbaka/`)
    })
  }
}
