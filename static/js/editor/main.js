// The editor's start: what is pressed and which keys do what.

import { add, revive, takeBack } from "editor/adding"
import * as attachments from "editor/attachments"
import * as colleagues from "editor/colleagues"
import { askForm, confirmRemoval, isForm, present, showKeys } from "editor/dialog"
import * as drag from "editor/drag"
import { openHistory, openRemoved, openSearch, openWaiting } from "editor/fetching"
import { activeField, adopt, allFields, fieldAt, fieldOf } from "editor/fields"
import { decide, meetingMenu } from "editor/meeting"
import { openMenu } from "editor/menu"
import { SignedOut, send, sentenceOf } from "editor/net"
import { alarm, announce, byId, element, paragraphOf } from "editor/page"
import { has, PARTS, reveal } from "editor/parts"
import { pasteLine } from "editor/pasting"
import * as people from "editor/people"
import { showRescued } from "editor/rescue"
import { autosave, flush } from "editor/saving"
import { act, mark, refresh, showHeading } from "editor/structure"
import * as toolbar from "editor/toolbar"
import { onValues } from "editor/values"

const MOVES = { ArrowUp: -1, ArrowDown: 1 }

const PRESSED = {
  "paragraph-add": (button) => add({ kind: "paragraph", after: currentId(button) }),
  "paragraph-up": (button) => moveParagraph(paragraphOf(button), -1),
  "paragraph-down": (button) => moveParagraph(paragraphOf(button), 1),
  "paragraph-kind": (button) => act(`paragrafer/${currentId(button)}/slag/`, { kind: button.dataset.kind }),
  "paragraph-fill": (button) => act(`paragrafer/${currentId(button)}/fyll-i/`),
  "paragraph-menu": (button) => paragraphMenu(button, paragraphOf(button)),
  "item-add": (button) => add({ kind: "item", ...placeOf(button) }),
  "item-menu": (button) => itemMenu(button, button.closest("[data-item]").dataset.item),
  "decision-add": (button) => add({ kind: "decision", ...placeOf(button) }),
  "proposal-add": (button) => add({ kind: "proposal", ...placeOf(button) }),
  "meeting-menu": (button) => meetingMenu(button, paragraphOf(button)),
  decide,
  serve: people.serve,
  open: () => act("oppna/"),
  reopen: () => act("ateroppna/"),
  "adjournment-remove": ({ dataset }) =>
    confirmRemoval("Ska ajourneringen tas bort?", () =>
      act("ajourneringar/ta-bort/", { ajournering: dataset.adjournment }),
    ),
  "immediate-again": (button) => askForm(`omedelbart/igen/?protocol=${button.dataset.protocol}`),
  presence: people.say,
  waiting: openWaiting,
  "decision-menu": (button) => decisionMenu(button, button.closest("[data-decision]").dataset.decision),
  attach: (button) => attachments.pick(paragraphOf(button)),
  "attachment-menu": attachments.attachmentMenu,
  "person-menu": people.personMenu,
  everyone: () => act("narvaro/", { everyone: "1" }),
  search: openSearch,
  removed: openRemoved,
  freeze: freeze,
}

const currentId = (button) =>
  paragraphOf(button)?.dataset.paragraph ?? paragraphOf(activeField()?.element)?.dataset.paragraph ?? ""

/** The § and the sub-item that a button stands in. */
const placeOf = (button) => ({
  paragraph: paragraphOf(button).dataset.paragraph,
  item: button.closest("[data-item]")?.dataset.item ?? "",
})

const moveParagraph = (article, step) => act(`paragrafer/${article.dataset.paragraph}/flytta/`, { step })

function paragraphMenu(button, article) {
  const id = article.dataset.paragraph
  const withdrawn = article.classList.contains("withdrawn")
  const parts = Object.entries(PARTS).filter(([name]) => !has(article, name))
  openMenu(button, [
    { label: "Ny paragraf efter", run: () => add({ kind: "paragraph", after: id }) },
    { label: "Flytta upp", keys: "Alt+↑", run: () => moveParagraph(article, -1) },
    { label: "Flytta ned", keys: "Alt+↓", run: () => moveParagraph(article, 1) },
    null,
    ...parts.map(([name, label]) => ({ label, run: () => reveal(byId(article.id), name) })),
    { label: "Slag och ordförande …", run: () => askForm(`paragrafer/${id}/om/`) },
    { label: "Historik …", run: () => openHistory(id) },
    ...(byId("ask-raised") ? [{ label: "Be om underlag …", run: () => askPresenter(id) }] : []),
    null,
    {
      label: withdrawn ? "Utgår inte" : "Utgår",
      run: () => act(`paragrafer/${id}/utgar/`, { withdrawn: withdrawn ? 0 : 1 }),
    },
    { label: "Ta bort paragrafen", danger: true, run: () => takeBack(id) || act(`paragrafer/${id}/ta-bort/`) },
  ])
}

// In a tab of its own: what is written here stays as it is.
function askPresenter(id) {
  window.open(`${byId("ask-raised").href}?paragraf=${id}`, "_blank", "noopener")
}

function itemMenu(button, item) {
  openMenu(button, [
    { label: "Flytta upp", keys: "Alt+↑", run: () => act(`delarenden/${item}/flytta/`, { step: -1 }) },
    { label: "Flytta ned", keys: "Alt+↓", run: () => act(`delarenden/${item}/flytta/`, { step: 1 }) },
    { label: "Bordlägg, återremittera, hänskjut …", run: () => askForm(`delarenden/${item}/om/`) },
    null,
    {
      label: "Ta bort delärendet",
      danger: true,
      run: () => confirmRemoval("Ska delärendet tas bort?", () => takeBack(item) || act(`delarenden/${item}/ta-bort/`)),
    },
  ])
}

function decisionMenu(button, decision) {
  openMenu(button, [
    { label: "Flytta upp", keys: "Alt+↑", run: () => act(`beslut/${decision}/flytta/`, { step: -1 }) },
    { label: "Flytta ned", keys: "Alt+↓", run: () => act(`beslut/${decision}/flytta/`, { step: 1 }) },
    { label: "Utfall, ansvarig, senast …", run: () => askForm(`beslut/${decision}/om/`) },
    null,
    {
      label: "Ta bort beslutet",
      danger: true,
      run: () =>
        confirmRemoval("Ska beslutet tas bort?", () => takeBack(decision) || act(`beslut/${decision}/ta-bort/`)),
    },
  ])
}

async function freeze(button) {
  if (button.getAttribute("aria-disabled") === "true") return tellWhatIsLeft(button)
  if (!(await flush())) return alarm("Allt är inte sparat än. Försök igen när det står Sparat.")
  if ("confirms" in button.dataset || colleagues.othersWrite()) return askForm("klar/")
  let response
  try {
    response = await send("klar/", {})
  } catch (error) {
    if (!(error instanceof SignedOut)) return alarm(error.message)
    return alarm("Du är utloggad. Logga in i en ny flik och försök igen.")
  }
  if (isForm(response)) return present(await response.text(), "klar/")
  if (!response.ok) return alarm(await sentenceOf(response))
  location.assign((await response.json()).go)
}

/** Said over the button itself, which does nothing while something is missing. */
function tellWhatIsLeft(button) {
  const first = document.querySelector("#draft-side .panel.left .findings > li").textContent.trim()
  document.querySelector("#draft-side .why-not")?.remove()
  button
    .closest(".finish")
    .before(element("p", { className: "why-not", role: "alert" }, [`Går inte än. Det första som saknas: ${first}.`]))
}

function onKey(event) {
  if (event.key === "?" && !event.target.closest?.("input, textarea, select, [contenteditable]")) return showKeys()
  const field = fieldAt(event.target)
  if (event.altKey && event.key === "F10") {
    event.preventDefault()
    return toolbar.reachToolbar()
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault()
    return flush().then((all) => announce(all ? "Allt är sparat." : byId("save-state").textContent))
  }
  if (event.altKey && MOVES[event.key] && !event.ctrlKey && !event.metaKey) return onMove(event)
  if (!field || field.rich || event.isComposing) return null
  if (field.isDecision) return onDecisionKey(event, field)
  if (event.key === "Enter") {
    event.preventDefault()
    const article = paragraphOf(field.element)
    const item = field.element.closest("[data-item]")
    const next = item ? `sub_item/${item.dataset.item}/text` : `paragraph/${article.dataset.paragraph}/text`
    fieldOf(next)?.focus("end")
  }
  return null
}

/** Alt and an arrow move the innermost thing the caret is in: decision, sub-item or §; with Shift the §. */
function onMove(event) {
  const article = paragraphOf(event.target)
  if (!article) return
  event.preventDefault()
  const step = MOVES[event.key]
  const decision = !event.shiftKey && event.target.closest("[data-decision]")
  const item = !event.shiftKey && event.target.closest("[data-item]")
  if (decision) act(`beslut/${decision.dataset.decision}/flytta/`, { step })
  else if (item) act(`delarenden/${item.dataset.item}/flytta/`, { step })
  else moveParagraph(article, step)
}

function onDecisionKey(event, field) {
  const line = field.element.closest("li")
  if (event.key === "Enter") {
    event.preventDefault()
    // Held down, or pressed once more in an empty row, it makes no row.
    if (event.repeat || !field.value().trim()) return
    add(beside(line), { text: field.cutRest().trim(), caret: "start" })
  } else if (event.key === "Backspace" && field.value() === "") {
    event.preventDefault()
    const before = line.previousElementSibling?.querySelector("[data-key]")
    if (before) fieldAt(before).focus("end") // at once: what is typed before the answer is not the removed line's
    if (!takeBack(line.dataset.decision)) act(`beslut/${line.dataset.decision}/ta-bort/`)
  }
}

/** Where a new sentence after `line` belongs. */
function beside(line) {
  const list = line.closest("[data-decisions]").dataset
  const kind = list.prepared === undefined ? "decision" : "proposal"
  return { kind, paragraph: paragraphOf(line).dataset.paragraph, item: list.decisions, after: line.dataset.decision }
}

/** Of a double click, which adds one row: the caret stays in it. */
const isSecondPress = (event) => event.detail > 1 && event.target.closest?.("[data-act$='-add']")
document.addEventListener("mousedown", (event) => {
  if (isSecondPress(event)) event.preventDefault()
})
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act], [data-ask], [data-go]")
  if (!button) return
  if (isSecondPress(event)) return
  if (button.dataset.act) PRESSED[button.dataset.act](button)
  else if (button.dataset.ask) askForm(button.dataset.ask)
  else {
    event.preventDefault()
    goTo(button.dataset.go)
  }
})
document.addEventListener("keydown", onKey)
document.addEventListener("paste", (event) => {
  const field = fieldAt(event.target)
  if (field && !field.rich) pasteLine(field, event, beside)
})
byId("paragraphs").addEventListener("focusin", (event) => mark(paragraphOf(event.target)?.dataset.paragraph))
byId("draft-list").addEventListener("click", (event) => {
  const link = event.target.closest("a")
  if (!link) return
  event.preventDefault()
  const id = link.closest("li").dataset.paragraph
  byId(`p-${id}`).scrollIntoView({ block: "start" })
  goTo(id, "text")
  if (matchMedia("(max-width: 52rem)").matches) document.querySelector(".list-fold").open = false
})
document.addEventListener("input", (event) => {
  const field = fieldAt(event.target)
  if (field) showHeading(field)
})

/** To a text of a §; to the link of one that is only read. */
function goTo(id, name = "heading") {
  const field = fieldOf(`paragraph/${id}/${name}`)
  if (field) field.focus("end")
  else byId(`v-${id}`)?.focus()
}

let later
autosave.saved = () => {
  clearTimeout(later)
  later = setTimeout(() => refresh(), 1200)
}
onValues(() => {
  for (const field of allFields()) field.look()
})
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh()
})
setInterval(() => {
  if (!document.hidden && navigator.onLine) refresh()
}, 30000)

adopt(document)
toolbar.start()
people.start()
attachments.start()
drag.start()
colleagues.start()
autosave.restore(fieldOf, showRescued, revive)
if (matchMedia("(max-width: 52rem)").matches) document.querySelector(".list-fold").open = false
document.body.dataset.ready = ""
autosave.show()
byId("fonts").media = "all" // until now the typefaces would have come before what one writes with
