// «Läs»: the sheet as it will stand, made by the server from the same snapshot as the document.

import { send } from "editor/net"
import { alarm, announce, byId, parsed } from "editor/page"
import { flush } from "editor/saving"

const reading = byId("reading")

/** Between writing and reading; each time anew. */
export async function toggleReading(button) {
  if (!reading.hidden) {
    reading.hidden = true
    byId("sheet").hidden = false
    button.setAttribute("aria-pressed", "false")
    return announce("Du skriver.")
  }
  await flush()
  let response
  try {
    response = await send("lasning/")
  } catch (error) {
    return alarm(error.message)
  }
  if (!response.ok) return alarm("Det gick inte att visa protokollet.")
  reading.replaceChildren(parsed(await response.text()))
  reading.hidden = false
  byId("sheet").hidden = true
  button.setAttribute("aria-pressed", "true")
  announce("Du läser protokollet som det blir.")
}
