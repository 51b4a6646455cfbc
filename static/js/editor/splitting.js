// A whole document or agenda: shown as the §§ it would become, and made into them in one press, or put in as it is.

import { close, showParts } from "editor/dialog"
import { element } from "editor/page"
import { act } from "editor/structure"

/** Asks what to do with `sections` of {html, text}; `otherwise` {label, run} is what is done without §§. */
export function offerSections(sections, content, after, otherwise) {
  const count = sections.length
  const make = button(`Gör ${count} paragrafer`, () => act("klistra/paragrafer/", { ...content, after }))
  const rest = button(otherwise.label, otherwise.run, "secondary")
  const stay = button("Avbryt", () => {}, "tertiary")
  const list = element("ol", { className: "sections" }, sections.map(lineOf))
  showParts([
    element("h2", { id: "draft-dialog-title" }, [`Texten ser ut som ${count} paragrafer`]),
    element("p", {}, [
      "De läggs efter paragrafen du står i, eller i stället för den om den är tom, och får nummer i ordning. ",
      "Slaget är gissat av rubriken. Allt går att ändra och att ångra.",
    ]),
    list,
    element("div", { className: "actions" }, [make, rest, stay]),
  ])
  make.focus()
}

function lineOf({ heading, kind, text, items, proposals, decisions, after }) {
  const small = (words, className = "small") => element("p", { className }, [words])
  return element("li", {}, [
    element("strong", {}, [heading || "Utan rubrik"]),
    ...(kind ? [` (${kind.toLowerCase()})`] : []),
    ...(text ? [small(text, "small quiet")] : []),
    ...items.map((one) => small(`Delärende: ${one}`)),
    ...proposals.map((one) => small(`Förslag: ${one}`)),
    ...decisions.map((one) => small(`Beslut: ${one}`)),
    ...(after ? [small(after, "small quiet")] : []),
  ])
}

function button(label, run, variant) {
  const made = element("button", { type: "button", className: "ds-button" }, [label])
  if (variant) made.dataset.variant = variant
  made.addEventListener("click", () => {
    close()
    run()
  })
  return made
}
