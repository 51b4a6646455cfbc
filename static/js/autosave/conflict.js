// Two people have written in the same text, or one has what was never saved: both wordings, and a choice.

import { announce, element, parsed } from "autosave/elements"

/** Shows the other's text beside the field of `autosave`. Nothing is overwritten until somebody has chosen. */
export function showConflict(autosave, field) {
  const { at, digest, value, html } = field.conflict
  const { who, theirsIs, take } = wordsOf(field.conflict)
  field.panel?.remove()
  const when = at ? ` kl. ${at}` : ""
  const panel = element(
    "section",
    { className: "conflict", role: "group", tabIndex: -1, "aria-label": "Två lydelser" },
    [
      element("p", {}, [
        element("strong", {}, [`${who}${when}.`]),
        " Din lydelse är inte sparad än; den står kvar ovanför.",
      ]),
      element("p", { className: "whose" }, [theirsIs]),
      theirs(field, value, html),
    ],
  )
  const actions = element("div", { className: "actions" })
  const choose = (label, variant, run) => {
    const button = element("button", { type: "button", className: "ds-button" }, [label])
    button.dataset.compact = ""
    if (variant) button.dataset.variant = variant
    button.addEventListener("click", run)
    actions.append(button)
  }
  const accept = () => {
    field.base = digest
    field.conflict = null
  }
  choose("Behåll min", "secondary", () => {
    accept()
    close(field)
    autosave.touch(field)
    autosave.save(field)
  })
  choose(take, "secondary", () => {
    accept()
    field.write(field.rich ? html : value)
    autosave.forget(field)
    close(field)
  })
  choose("Redigera ihop", "secondary", () => {
    accept()
    actions.replaceChildren()
    choose("Klar", "secondary", () => {
      close(field)
      autosave.touch(field)
    })
    announce("Skriv ihop texterna. Den andras lydelse visas tills du väljer Klar.")
    field.focus("end")
  })
  panel.append(actions)
  field.panel = panel
  field.element.after(panel)
  announce(`${who}. Välj vilken lydelse som ska gälla.`)
}

/** What is said of the other wording: another's, one's own in another tab, or what stands where one's own was kept. */
function wordsOf({ by, own, kept, elsewhere }) {
  if (kept) {
    const day = new Date(kept)
    const date = day.toLocaleDateString("sv-SE", { day: "numeric", month: "long" })
    const minutes = String(day.getMinutes()).padStart(2, "0")
    return {
      who: `Det här skrev du ${date} kl. ${day.getHours()}.${minutes}, och det blev inte sparat`,
      theirsIs: "Så står det nu:",
      take: "Ta det som står",
    }
  }
  if (elsewhere) {
    return {
      who: "Du har ändrat den här texten i en annan flik eller på en annan enhet",
      theirsIs: "Där står:",
      take: "Ta den andra",
    }
  }
  if (own) {
    return {
      who: "Du har ändrat den här texten i en annan flik",
      theirsIs: "I den andra fliken står:",
      take: "Ta den andra flikens",
    }
  }
  return { who: `${by} har ändrat den här texten`, theirsIs: `${by} skriver:`, take: "Ta den andras" }
}

function theirs(field, value, html) {
  if (!field.rich) return element("p", { className: "prose theirs" }, [field.inWords?.(value) || value || "(tom)"])
  const box = element("div", { className: "prose theirs" })
  box.append(html ? parsed(html) : "(tom)")
  return box
}

function close(field) {
  field.panel?.remove()
  field.panel = null
  field.focus("end")
}
