// What every part of the editor shares: the page's data and the ways of telling something.

export const config = JSON.parse(document.getElementById("draft-config").textContent)

/** The § that is being written in, by public id: sent with every request, since the right column is about it. */
export const current = { id: "" }

export const byId = (id) => document.getElementById(id)

/** Read out by a screen reader, without moving anything. */
export function announce(sentence) {
  const place = byId("announcer")
  place.textContent = ""
  requestAnimationFrame(() => { place.textContent = sentence })
}

/** Said at once, and shown: something did not work. */
export function alarm(sentence) {
  toast(sentence)
}

let toastTimer
/** A line at the bottom that goes away by itself; with `action` {label, run} it stays longer. */
export function toast(sentence, action) {
  const place = byId("toast")
  clearTimeout(toastTimer)
  place.replaceChildren(element("p", {}, [sentence]))
  if (action) {
    const button = element("button", { type: "button", className: "ds-button" }, [action.label])
    button.dataset.variant = "secondary"
    button.dataset.compact = ""
    button.addEventListener("click", () => { hideToast(); action.run() })
    place.append(button)
  }
  place.classList.add("shown")
  toastTimer = setTimeout(hideToast, action ? 20000 : 8000)
}

function hideToast() {
  clearTimeout(toastTimer)
  const place = byId("toast")
  place.classList.remove("shown")
  place.replaceChildren()
}

/** An element with properties and children; strings become text. */
export function element(tag, properties = {}, children = []) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") made.setAttribute(name, value)
    else made[name] = value
  }
  made.append(...children)
  return made
}

/** HTML of our own server as elements. */
export function parsed(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content
}

/** The § an element stands in. */
export const paragraphOf = (node) => node?.closest?.("[data-paragraph]")

/** The text of a §'s number: «§ 43». */
export const numberOf = (article) => article?.querySelector(".paragraph-number")?.textContent ?? ""
