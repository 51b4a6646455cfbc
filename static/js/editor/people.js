// The right column: tap a name and say whether they are here, come, go or serve, in the § that is being written in.

import { askForm, confirmRemoval } from "editor/dialog"
import { openMenu } from "editor/menu"
import { byId } from "editor/page"
import { act, followed } from "editor/structure"

const HERE = "on_site"
const REMOTE = "remote"
const SOUND = "remote_audio"
const ABSENT = "absent"
const BROKEN = "förbindelsen bröts"

const panel = () => byId("attendance").dataset

export async function personMenu(pressed) {
  await followed()
  const button = byId(pressed.id) ?? pressed // the column may have been answered anew
  const { kind } = button.dataset
  if (!("kl" in panel()) || kind === "guest") return openMenu(button, guestItems(button))
  const out = "first" in panel() || "recused" in button.dataset
  return openMenu(button, [...(out ? [] : nowItems(button)), ...leaving(button), ...startItems(button)])
}

/** One press beside a name whose presence nobody has said yet. */
export const say = (button) => act("narvaro/", { attendee: button.dataset.attendee, presence: button.dataset.presence })

/** From the § that is being written in: comes, goes, is cut off, serves. */
function nowItems(button) {
  const { here, now } = panel()
  const { mode, kind, seat } = button.dataset
  if (!mode) {
    const back = "lost" in button.dataset
    const comes = (label, how, cause = "") => ({ label, run: () => move(button, "arrived", { mode: how, cause }) })
    return [
      ...(back ? [comes("Förbindelsen är tillbaka", REMOTE, "förbindelsen är tillbaka")] : []),
      comes(`Kommer till ${here}, på plats`, HERE),
      comes(`Kommer till ${here}, på distans`, REMOTE),
      {
        label: `Kommer till ${here}, enbart ljud …`,
        run: () =>
          askForm(`handelser/ljud/?${new URLSearchParams({ attendee: button.dataset.attendee, paragraph: now })}`),
      },
      null,
    ]
  }
  const items = [{ label: `Går före ${here}`, run: () => move(button, "left", { paragraph: now }) }]
  if (kind === "deputy" && seat) {
    items.push({ label: `Slutar tjänstgöra före ${here}`, run: () => move(button, "relieved") })
  } else if (kind === "deputy") {
    for (const one of JSON.parse(panel().emptyNow)) {
      items.push({
        label: `Tjänstgör ${one.place} från ${here}`,
        run: () => move(button, "serving", { seat: one.seat }),
      })
    }
  }
  return items
}

/** After the §, and by a lost connection: also in the first §, where the rest is the start of the meeting. */
function leaving(button) {
  const { here, following } = panel()
  const { mode } = button.dataset
  if (!mode) return []
  const items = []
  if (following) items.push({ label: `Går efter ${here}`, run: () => move(button, "left", { paragraph: following }) })
  if (mode !== HERE) items.push({ label: "Förbindelsen bröts", run: () => move(button, "left", { cause: BROKEN }) })
  return items.length ? [...items, null] : items
}

function move(button, kind, more = {}) {
  const { attendee } = button.dataset
  return act("handelser/", { attendee, kind, paragraph: panel().now, ...more })
}

function startItems(button) {
  const { attendee, presence, kind } = button.dataset
  const items = [
    "first" in panel() ? null : { heading: "Från mötets början" },
    starting(button, "På plats", HERE),
    starting(button, "På distans", REMOTE),
    {
      label: "På distans, enbart ljud …",
      checked: presence === SOUND,
      run: () => askForm(`narvaro/ljud/?attendee=${attendee}`),
    },
    starting(button, "Frånvarande", ABSENT),
  ].filter(Boolean)
  return kind === "deputy" ? [...items, null, ...serving(button)] : items
}

const starting = (button, label, presence) => ({
  label,
  checked: button.dataset.presence === presence,
  run: () => act("narvaro/", { attendee: button.dataset.attendee, presence }),
})

/** For whom a deputy serves when the meeting begins. */
function serving(button) {
  const { attendee, startSeat } = button.dataset
  const choices = JSON.parse(panel().emptyStart).map((one) => ({
    label: `Tjänstgör ${one.place}`,
    checked: false,
    run: () => act("tjanstgoring/", { attendee, seat: one.seat }),
  }))
  return [
    ...choices,
    { label: "Tjänstgör inte", checked: !startSeat, run: () => act("tjanstgoring/", { attendee, seat: "" }) },
  ]
}

function guestItems(button) {
  const { attendee, kind } = button.dataset
  const items =
    "kl" in panel()
      ? [
          starting(button, "På plats", HERE),
          starting(button, "På distans", REMOTE),
          starting(button, "Frånvarande", ABSENT),
        ]
      : [
          starting(button, "Närvarande", HERE),
          starting(button, "Närvarande på distans", REMOTE),
          starting(button, "Frånvarande", ABSENT),
        ]
  if (kind !== "guest") return items
  return [
    ...items,
    null,
    { label: "Ändra uppgifterna …", run: () => askForm(`deltagare/om/?attendee=${attendee}`) },
    {
      label: "Ta bort",
      danger: true,
      run: () => confirmRemoval("Ska deltagaren tas bort?", () => act("deltagare/ta-bort/", { attendee })),
    },
  ]
}

/** One press on a suggestion: from the start in the first §, else from the § that is being written in. */
export function serve(button) {
  const { deputy, seat } = button.dataset
  if ("first" in panel()) return act("tjanstgoring/", { attendee: deputy, seat })
  return act("handelser/", { attendee: deputy, kind: "serving", seat, paragraph: panel().now })
}

export function start() {
  byId("draft-side").addEventListener("change", (event) => {
    if (event.target.name === "publish") act("publicera/", { publish: event.target.value })
  })
}
