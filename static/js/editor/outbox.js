// What is typed and not yet saved, kept in the browser so that it survives a lost network and a closed page.

import { config } from "editor/page"

// By person: on a shared computer nobody else's words are sent in somebody's name.
const PREFIX = `protokoll ${config.person} ${config.base} `

export function keep(key, value, base) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ value, base, at: Date.now() }))
  } catch {
    // A full or forbidden store: the text still lies in the page, which warns before it is left.
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // Nothing was kept.
  }
}

/** [key, {value, base, at}] of everything kept for this page. */
export function kept() {
  const found = []
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue
      const entry = JSON.parse(localStorage.getItem(name))
      if (typeof entry?.value === "string") found.push([name.slice(PREFIX.length), entry])
    }
  } catch {
    return found
  }
  return found
}
