// The draft is locked while it is open here: said, and what is typed after it stays in this browser.

import { announce, byId, config, element, toast } from "editor/page"
import { autosave } from "editor/saving"

const place = byId("locked")

/** `sentence` says who did it, and when. */
export function tellLocked(sentence) {
  if (!place.hidden) return
  const kept = "Det du skriver nu kommer inte med i protokollet. Det ligger kvar i den här webbläsaren."
  const link = element("a", { href: config.base }, ["Läs det låsta protokollet"])
  place.replaceChildren(element("p", {}, [`${sentence} ${kept} `, link]))
  place.hidden = false
  toast(`${sentence} ${kept}`)
  announce(`${sentence} ${kept}`)
}

/** It may be written in again: what was refused meanwhile is sent. */
export function tellOpen() {
  if (place.hidden) return
  place.hidden = true
  announce("Protokollet går att skriva i igen.")
  autosave.retry()
}
