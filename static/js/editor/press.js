// A press under way reaches what it began on: the answer of the server waits until the hand, or the key, is let go.

const LONGEST = 10000 // a hand that went up outside the window is not told of
const TAPPED = 150 // a touch is let go first, and becomes a click later

const waiting = []
let held = false
let limit

function hold() {
  held = true
  clearTimeout(limit)
  limit = setTimeout(free, LONGEST)
}

function free() {
  held = false
  clearTimeout(limit)
  for (const go of waiting.splice(0)) go()
}

/** The click, and what is selected by it, are told after the hand is up. */
function letGo(after = 0) {
  if (!held) return
  clearTimeout(limit)
  limit = setTimeout(free, after)
}

/** Resolves when nothing is pressed. */
export const released = () => (held ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve())

const isKey = ({ key, target }) => key === " " && target.closest?.("button, summary, [type=checkbox], [type=radio]")

addEventListener("pointerdown", hold, true)
addEventListener("pointerup", ({ pointerType }) => letGo(pointerType === "mouse" ? 0 : TAPPED), true)
addEventListener("click", () => letGo(), true)
addEventListener("pointermove", ({ pointerType, buttons }) => pointerType === "mouse" && !buttons && letGo(), true)
// Of a mouse that begins to drag: what is dragged is let go later.
addEventListener("pointercancel", ({ pointerType }) => pointerType !== "mouse" && letGo(), true)
addEventListener("dragend", () => letGo(), true)
addEventListener("blur", () => letGo())
addEventListener("keydown", (event) => isKey(event) && hold(), true)
addEventListener("keyup", ({ key }) => key === " " && letGo(), true)
