// Parts of a § that most lack: put in when they are wanted, and kept while they are empty.

import { adopt, fieldOf } from "editor/fields"
import { byId, config } from "editor/page"

export const PARTS = {
  text_after: "Text efter beslutet",
  tag: "Märkning",
  registry_number: "Diarienummer",
  working_note: "Arbetsanteckning",
}

const PLACE = {
  tag: (article, part) => article.querySelector(".marks").prepend(part),
  registry_number: (article, part) => article.querySelector(".marks").append(part),
  text_after: (article, part) => article.querySelector(":scope > .files").before(part),
  working_note: (article, part) => article.querySelector(":scope > .part-actions").before(part),
}

export const has = (article, name) => Boolean(article.querySelector(`[data-part="${name}"]`))

/** Puts an empty part in and goes to it. */
export function reveal(article, name) {
  const id = article.dataset.paragraph
  const part = byId(`part-${name}`).content.firstElementChild.cloneNode(true)
  const holder = part.querySelector(".edited")
  holder.dataset.key = `paragraph/${id}/${name}`
  holder.dataset.base = config.empty
  const text = holder.querySelector(".prose") ?? holder
  text.id = `paragraph-${id}-${name}`
  text.setAttribute("aria-labelledby", `label-${name} n-${id}`)
  PLACE[name](article, part)
  adopt(part)
  fieldOf(holder.dataset.key).focus("end")
}

/** Parts that are shown in `old` and are still empty on the server stay in `fresh`. */
export function carry(old, fresh) {
  for (const part of old.querySelectorAll("[data-part]")) {
    if (!has(fresh, part.dataset.part)) PLACE[part.dataset.part](fresh, part)
  }
}
