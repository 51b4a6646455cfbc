// What is typed and not known to be saved, in the browser's own store, by the key of its field.

/** By person: on a shared computer nobody else's words are sent in somebody's name. A full or forbidden store keeps
 *  nothing: the text still lies in the page, which warns before it is left. */
export class Kept {
  #prefix

  constructor(person, place) {
    this.#prefix = `protokoll ${person} ${place} `
  }

  /** Whether it is kept. */
  put(key, entry) {
    try {
      localStorage.setItem(this.#prefix + key, JSON.stringify(entry))
      return true
    } catch {
      return false // said above
    }
  }

  drop(key) {
    try {
      localStorage.removeItem(this.#prefix + key)
    } catch {
      /* said above */
    }
  }

  /** [key, entry] of all. */
  all() {
    const found = []
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(this.#prefix)) continue
        const entry = JSON.parse(localStorage.getItem(name))
        if (typeof entry?.value === "string") found.push([name.slice(this.#prefix.length), entry])
      }
    } catch {
      /* said above */
    }
    return found
  }
}
