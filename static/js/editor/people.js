// The right column: tap a name and say whether they are here, and for whom a deputy serves.

import { byId } from "editor/page"
import { askForm } from "editor/dialog"
import { openMenu } from "editor/menu"
import { act } from "editor/structure"

const PRESENCE = [
  ["på plats", "På plats"], ["på distans", "På distans"], ["på distans (enbart ljud)", "På distans, enbart ljud"],
  ["frånvarande", "Frånvarande"],
]

export function personMenu(button) {
  const { attendee, kind, presence } = button.dataset
  const items = PRESENCE.map(([value, label]) => ({
    label, checked: presence === value, run: () => act("narvaro/", { attendee, presence: value }),
  }))
  if (kind === "DEPUTY") items.push(null, ...serving(button))
  if (kind === "GUEST") {
    items.push(null, { label: "Ändra uppgifterna …", run: () => askForm(`deltagare/om/?attendee=${attendee}`) })
    items.push({ label: "Ta bort", danger: true, run: () => act("deltagare/ta-bort/", { attendee }) })
  }
  openMenu(button, items)
}

function serving(button) {
  const { attendee, serving: current } = button.dataset
  const away = [...document.querySelectorAll("#draft-side .person[data-kind=MEMBER]")].filter(
    (one) => one.dataset.presence === "" || one.dataset.presence === "frånvarande",
  )
  const choices = away.map((member) => ({
    label: `Tjänstgör för ${member.querySelector(".who").firstChild.textContent.trim()}`,
    checked: member.dataset.attendee === current,
    run: () => act("tjanstgoring/", { attendee, member: member.dataset.attendee }),
  }))
  return [...choices, {
    label: "Tjänstgör inte", checked: !current, run: () => act("tjanstgoring/", { attendee, member: "" }),
  }]
}

export function start() {
  byId("draft-side").addEventListener("change", (event) => {
    if (event.target.name === "publish") act("publicera/", { publish: event.target.value })
  })
}
