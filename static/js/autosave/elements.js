// The page's elements, and telling without moving anything.

export const byId = (id) => document.getElementById(id)

/** Read out by a screen reader. */
export function announce(sentence) {
  const place = byId("announcer")
  place.textContent = ""
  requestAnimationFrame(() => {
    place.textContent = sentence
  })
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
