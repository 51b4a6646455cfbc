// What every part of the editor shares: the page's data and the ways of telling something.

export { announce, byId, element, parsed } from "autosave/elements"

import { byId, element } from "autosave/elements"

export const config = JSON.parse(document.getElementById("draft-config").textContent)

const newTab = () => [...crypto.getRandomValues(new Uint32Array(2))].map((one) => one.toString(36)).join("")

/** What every request tells: the § that is being written in, by public id, since the right column is about it; which
 *  page asks, whether it has unsaved text and whether it is being left, since colleagues see it. */
export const current = {
  id: "",
  tab: newTab(),
  unsaved: false,
  left: false,
}
// Here, so that it is known to what the other parts send when the page goes away.
addEventListener("pagehide", () => {
  current.left = true
})
addEventListener("pageshow", () => {
  current.left = false
})

/** Said at once, and shown until it is put away: something did not work. */
export function alarm(sentence) {
  toast(sentence, { label: "Stäng", run: () => {}, stays: true })
}

let toastTimer
/** A line at the bottom that goes away by itself; with `action` {label, run} later, if at all (`stays`). */
export function toast(sentence, action) {
  const place = byId("toast")
  clearTimeout(toastTimer)
  place.replaceChildren(element("p", {}, [sentence]))
  if (action) {
    const button = element("button", { type: "button", className: "ds-button" }, [action.label])
    button.dataset.variant = "secondary"
    button.dataset.compact = ""
    button.addEventListener("click", () => {
      hideToast()
      action.run()
    })
    place.append(button)
  }
  place.classList.add("shown")
  if (!action?.stays) toastTimer = setTimeout(hideToast, action ? 20000 : 8000)
}

function hideToast() {
  clearTimeout(toastTimer)
  const place = byId("toast")
  place.classList.remove("shown")
  place.replaceChildren()
}

/** The § an element stands in. */
export const paragraphOf = (node) => node?.closest?.("[data-paragraph]")

/** The text of a §'s number: «§ 43». */
export const numberOf = (article) => article?.querySelector(".paragraph-number")?.textContent ?? ""
