// Autosave of both the protocol and the application: what is typed is kept in the browser at once, sent soon, never
// over somebody else's words, and its state always stands in words.

import { NoContact, SignedOut } from "autosave/contact"
import { announce, element } from "autosave/elements"
import { Kept } from "autosave/kept"

const PAUSE = 700 // ms after the last keystroke
const LONGEST = 5000 // ms of typing without a pause
const FRESH = 12 * 3600000 // ms that what was kept goes in without a question
const RETRY = [2000, 4000, 8000, 15000]

/** Works on fields: {key, lane, base, value(), write(value), problem(sentence), focus()}. Fields of one lane are sent
 *  together, one request at a time; `base` is the digest of what the writer began from. A field that waits for a
 *  person's choice has `conflict` or `refused` set. */
export class Autosave {
  #waiting = new Set()
  #store
  #changes = 0 // of structure, under way
  #trouble = null // "contact" or "signed-out"
  #attempts = 0
  #retryTimer
  #savedAt = ""
  #lastState = "saved"
  #leaving = false

  /** `deliver(fields, options)` resolves to each field's outcome: {digest, at}, {conflict: {value, digest, by, at}},
   *  {refused: sentence}, or null when it should be sent again without those that were refused.
   *  `shown(state)` is told each time the state is shown. `mayLeave`: the page is left without a question when what
   *  is not sent is kept, since it comes back with the page. */
  constructor({
    person,
    place,
    state,
    signIn,
    deliver,
    saved = () => {},
    conflicting,
    word = "Sparat",
    mayLeave = false,
  }) {
    Object.assign(this, { place: state, signIn, deliver, saved, conflicting, word, shown: () => {} })
    this.#store = new Kept(person, place)
    window.addEventListener("online", () => this.flush())
    window.addEventListener("focus", () => {
      if (this.#trouble) this.flush()
    })
    window.addEventListener("offline", () => {
      if (!this.#waiting.size) return
      this.#trouble = "contact"
      this.show()
    })
    window.addEventListener("beforeunload", (event) => {
      const lost = [...this.#waiting].some((field) => !mayLeave || !field.isKept)
      if (!this.#leaving && (lost || this.#changes)) event.preventDefault()
    })
    // The page goes away: what is left is sent along, and stays in the browser's store until it is known to be saved.
    window.addEventListener("pagehide", () => {
      if (this.#leaving) return
      for (const lane of new Set([...this.#waiting].map((field) => field.lane))) {
        const fields = this.#ready(lane)
        if (fields.length) this.deliver(fields, { keepalive: true }).catch(() => {})
      }
    })
  }

  isUnsaved(field) {
    return this.#waiting.has(field)
  }

  /** Whether something is not saved, of other fields than these. */
  hasUnsaved(besides = []) {
    return [...this.#waiting].some((field) => !besides.includes(field))
  }

  get hasTrouble() {
    return Boolean(this.#trouble)
  }

  /** A text has changed: keep it here and now, send it soon. */
  touch(field) {
    field.problem(null)
    this.#waiting.add(field)
    this.#keep(field)
    const { lane } = field
    lane.since ??= Date.now()
    clearTimeout(lane.timer)
    const left = Math.max(0, lane.since + LONGEST - Date.now())
    lane.timer = setTimeout(() => this.save(field), Math.min(PAUSE, left))
    this.show()
  }

  /** Sends what has been written in the field's lane. */
  save({ lane }) {
    clearTimeout(lane.timer)
    if (!this.#ready(lane).length) return lane.running ?? Promise.resolve()
    lane.again = Boolean(lane.running)
    lane.running ??= this.#run(lane).finally(() => {
      lane.running = null
      this.show()
    })
    this.show()
    return lane.running
  }

  /** Everything that can be saved is saved; false when something is still only here. */
  async flush() {
    await Promise.all([...this.#waiting].map((field) => this.save(field)))
    return this.#waiting.size === 0
  }

  /** Until `change`, a change of structure, is done, not all that stands on the page is saved. */
  during(change) {
    this.#changes += 1
    this.show()
    return change.finally(() => {
      this.#changes -= 1
      this.show()
    })
  }

  /** Nothing more to save in this field: it is gone, or stands as on the server. */
  forget(field) {
    clearTimeout(field.lane.timer)
    this.#settle(field)
    this.show()
  }

  /** What was refused may be sent again: what stood in its way is gone. */
  retry() {
    for (const field of this.#waiting) if (field.refused) field.problem(null)
    return this.flush()
  }

  /** What an earlier visit did not get to save comes back, and is saved; a newer text by another becomes a choice, and
   *  so does what was refused, or is so old that nobody remembers it.
   *  `fieldOf(key)` finds the field; `homeless(value)` is told of a text whose field is gone; `revive(row)` puts a
   *  row in place that the server had not heard of. */
  restore(fieldOf, homeless, revive = () => {}) {
    const kept = this.#store.all()
    const rows = kept.flatMap(([, entry]) => entry.along?.rows ?? [])
    for (const row of rows.sort((one, other) => one.at - other.at)) revive(row)
    for (const [key, { value, base, at, refused }] of kept) {
      const field = fieldOf(key)
      if (!field || (field.value() === value && !field.along)) {
        if (!field) homeless(value)
        this.#drop(key)
        continue
      }
      if ((refused || at < Date.now() - FRESH) && !field.along) {
        this.#ask(field, value, at)
        continue
      }
      field.write(value)
      field.base = base
      if (!this.isUnsaved(field)) this.touch(field)
    }
  }

  /** Shows what was kept beside what stands, as a choice. */
  #ask(field, value, at) {
    const standing = field.value()
    field.conflict = { kept: at, value: standing, html: field.rich ? standing : "", digest: field.base }
    field.write(value)
    this.#waiting.add(field)
    this.conflicting(field)
    this.show()
  }

  /** The page is left by its own button, which sends everything. */
  leave() {
    this.#leaving = true
  }

  #ready(lane) {
    return [...this.#waiting].filter((field) => field.lane === lane && !field.conflict && !field.refused)
  }

  async #run(lane) {
    do {
      lane.again = false
      lane.since = null
      const fields = this.#ready(lane)
      if (!fields.length) return
      const sent = fields.map((field) => field.value())
      let outcomes
      try {
        outcomes = await this.deliver(fields)
      } catch (error) {
        this.#lost(error)
        return
      }
      this.#recovered()
      for (const [at, field] of fields.entries()) this.#take(field, sent[at], outcomes[at])
    } while (lane.again)
  }

  #take(field, sent, outcome) {
    if (!outcome) {
      field.lane.again = true
    } else if (outcome.conflict) {
      field.conflict = outcome.conflict
      this.conflicting(field)
    } else if (outcome.refused) {
      field.problem(outcome.refused)
      this.#keep(field)
    } else {
      field.base = outcome.digest
      field.savedAt = outcome.read_at
      this.#savedAt = outcome.at
      if (field.value() === sent) {
        this.#settle(field)
        this.saved(field, outcome)
      } else {
        this.#keep(field)
        field.lane.again = true
      }
    }
  }

  #settle(field) {
    this.#waiting.delete(field)
    this.#drop(field.key)
  }

  #lost(error) {
    if (!(error instanceof NoContact) && !(error instanceof SignedOut)) throw error
    this.#trouble = error instanceof SignedOut ? "signed-out" : "contact"
    clearTimeout(this.#retryTimer)
    const wait = RETRY[Math.min(this.#attempts, RETRY.length - 1)]
    this.#attempts += 1
    this.#retryTimer = setTimeout(() => this.flush(), wait)
    this.show()
  }

  #recovered() {
    if (!this.#trouble) return
    announce("Kontakten är tillbaka.")
    this.#trouble = null
    this.#attempts = 0
    clearTimeout(this.#retryTimer)
    for (const field of this.#waiting) if (!field.lane.running) this.save(field)
  }

  show() {
    const stuck = [...this.#waiting].some((field) => field.conflict || field.refused)
    const working = this.#waiting.size || this.#changes
    const state = this.#trouble ?? (stuck ? "stuck" : working ? "saving" : "saved")
    const { place } = this
    place.dataset.state = this.#trouble || stuck ? "unsaved" : state
    if (state === "contact") {
      place.textContent = "Inte sparat – ingen kontakt, texten ligger kvar här"
    } else if (state === "signed-out") {
      const link = element("a", { href: this.signIn.address, target: "_blank" }, [this.signIn.label])
      place.replaceChildren("Inte sparat – du är utloggad. ", link, ", texten ligger kvar här")
    } else if (state === "stuck") {
      place.textContent = "Inte sparat – se den markerade texten"
    } else if (state === "saving") {
      place.textContent = "Sparar …"
    } else {
      place.textContent = this.#savedAt ? `${this.word} ${this.#savedAt}` : "Allt är sparat"
    }
    if (state !== this.#lastState && place.dataset.state === "unsaved") announce(place.textContent)
    this.#lastState = state
    this.shown(state)
  }

  #keep(field) {
    field.isKept = this.#store.put(field.key, {
      value: field.value(),
      base: field.base,
      along: field.along ?? undefined,
      at: Date.now(),
      refused: field.refused || undefined,
    })
  }

  #drop(key) {
    this.#store.drop(key)
  }
}
