// Who else has the draft open, and where: this page tells of itself with all that it sends, and shows the others at
// their §§, beside the text and in the list.

import { tellLocked } from "editor/locked"
import { ask, NoContact, Refused, SignedOut, send } from "editor/net"
import { announce, byId, current, element, numberOf } from "editor/page"
import { autosave } from "editor/saving"

const OFTEN = 15000 // ms between two times that a page with nothing to send tells of itself
const TYPING = 10000 // ms between two times that it tells of typing that is not sent yet

let writers = []

/** Whether somebody would be cut off if the draft was locked now. */
export const othersWrite = () => writers.some((one) => one.writing)

/** Marks the §§ where somebody else is; without `now` the same ones, after the page's parts were put in anew. */
export function showWriters(now = writers) {
  tellOfNew(now)
  writers = now
  for (const mark of document.querySelectorAll(".writer")) mark.remove()
  const places = Map.groupBy(writers, (one) => one.paragraph)
  for (const [id, those] of places) {
    const words = [...new Set(those.map((one) => one.here))].join(". ")
    byId(`p-${id}`)?.prepend(element("p", { className: "writer" }, [words]))
    const mark = element("span", { className: "writer", title: words })
    mark.append(element("span", { className: "ds-sr-only" }, [`, ${words}`]))
    byId(`l-${id}`)?.append(mark)
  }
}

/** Read out: who has come, and who has come to the § one is in. */
function tellOfNew(now) {
  const knows = (one, here) =>
    writers.some((other) => other.tab === one.tab && (!here || other.paragraph === one.paragraph))
  const fresh = now.filter((one) => one.name && !knows(one, one.paragraph === current.id))
  if (!fresh.length) return
  const sentences = fresh.map(({ name, writing, paragraph }) => {
    const place = numberOf(byId(`p-${paragraph}`)) || "protokollet"
    return `${name} ${writing ? "skriver" : "är"} i ${place}.`
  })
  announce([...new Set(sentences)].join(" "))
}

/** Tells the server where this page is, and shows where the others are. Silent without contact: the next one tells. */
export async function tellOfSelf(more = {}) {
  if (!navigator.onLine) return
  try {
    const answer = await ask("skriver/", more)
    if (answer.locked) tellLocked(answer.sentence)
    else showWriters(answer.writers)
  } catch (error) {
    if (!(error instanceof NoContact || error instanceof SignedOut || error instanceof Refused)) throw error
  }
}

export function start() {
  let typing = 0
  let before = "saved"
  autosave.shown = (state) => {
    current.unsaved = autosave.hasUnsaved()
    const changed = (state === "stuck") !== (before === "stuck")
    before = state
    if (changed) tellOfSelf()
    else if (state === "saving" && current.unsaved && Date.now() - typing > TYPING) {
      typing = Date.now()
      tellOfSelf({ skrev: 1 })
    }
  }
  setInterval(() => {
    if (!document.hidden || current.unsaved) tellOfSelf()
  }, OFTEN)
  addEventListener("pagehide", () => send("skriver/", {}, { keepalive: true }).catch(() => {}))
  addEventListener("pageshow", () => tellOfSelf())
}
