// Words that have no place to be saved in: shown, to copy.

import { byId, element } from "editor/page"

const GONE = "Den här texten hann inte sparas och dess plats är borttagen. Kopiera den om du vill ha den kvar:"

/** Shows `value`, a text or HTML; `done` is run when it is thrown away. */
export function showRescued(value, done = () => {}, sentence = GONE) {
  const place = byId("rescued")
  const text = new DOMParser().parseFromString(value, "text/html").body.innerText.trim()
  if (!text) return
  const throwAway = element("button", { type: "button", className: "ds-button" }, ["Kasta"])
  throwAway.dataset.variant = "secondary"
  throwAway.dataset.compact = ""
  const line = element("div", { className: "ds-alert" }, [
    element("p", {}, [sentence]),
    element("p", { className: "prose" }, [text]),
    throwAway,
  ])
  line.dataset.color = "warning"
  throwAway.addEventListener("click", () => {
    done()
    line.remove()
    place.hidden = !place.children.length
  })
  place.append(line)
  place.hidden = false
}
