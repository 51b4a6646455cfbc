// A § is dragged in the list by its line; the same is done with Alt and the arrows.

import { byId } from "editor/page"
import { act } from "editor/structure"

const list = byId("draft-list")
let dragged = null

const lineAt = (event) => event.target.closest("li[data-paragraph]")

export function start() {
  list.addEventListener("dragstart", (event) => {
    dragged = lineAt(event)
    if (!dragged) return
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", dragged.textContent.trim())
    dragged.classList.add("dragged")
  })
  list.addEventListener("dragover", (event) => {
    const line = dragged && lineAt(event)
    if (!line) return
    event.preventDefault()
    clear()
    line.classList.add(isBelow(event, line) ? "drop-below" : "drop-above")
  })
  list.addEventListener("drop", (event) => {
    const line = dragged && lineAt(event)
    if (!line) return
    event.preventDefault()
    const lines = [...list.querySelectorAll("li[data-paragraph]")].filter((one) => one !== dragged)
    const index = line === dragged ? null : lines.indexOf(line) + (isBelow(event, line) ? 1 : 0)
    if (index !== null) act(`paragrafer/${dragged.dataset.paragraph}/flytta/`, { index })
  })
  list.addEventListener("dragend", () => {
    clear()
    dragged?.classList.remove("dragged")
    dragged = null
  })
}

function isBelow(event, line) {
  const box = line.getBoundingClientRect()
  return event.clientY > box.top + box.height / 2
}

function clear() {
  for (const line of list.querySelectorAll(".drop-above, .drop-below"))
    line.classList.remove("drop-above", "drop-below")
}
