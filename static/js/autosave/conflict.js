// Two people have written in the same text: both wordings side by side, and a choice.

import { announce, element, parsed } from "autosave/elements"

/** Shows the other's text beside the field of `autosave`. Nothing is overwritten until somebody has chosen. */
export function showConflict(autosave, field) {
  const { by, own, at, digest, value, html } = field.conflict
  const who = own ? "Du har ändrat den här texten i en annan flik" : `${by} har ändrat den här texten`
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
      element("p", { className: "whose" }, [own ? "I den andra fliken står:" : `${by} skriver:`]),
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
  choose(own ? "Ta den andra flikens" : "Ta den andras", "secondary", () => {
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
