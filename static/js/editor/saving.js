// The editor's autosave: each text is sent by itself.

import { Autosave } from "autosave/autosave"
import { showConflict } from "autosave/conflict"
import { Refused, send, sentenceOf } from "editor/net"
import { byId, config } from "editor/page"

async function deliver([field], options) {
  try {
    // What was typed while its row was made known is sent next.
    if (await autosave.bear(field, options)) return [null]
  } catch (error) {
    if (error instanceof Refused) return [{ refused: error.message }]
    throw error
  }
  const written = { key: field.key, value: field.value(), base: field.base }
  const told = { skrev: 1, osparat: autosave.hasUnsaved([field]) ? 1 : 0 }
  const response = await send("text/", { ...written, ...told }, options)
  if (response.status === 409) return [{ conflict: await response.json() }]
  return [response.ok ? await response.json() : { refused: await sentenceOf(response) }]
}

export const autosave = new Autosave({
  person: config.person,
  place: config.base,
  state: byId("save-state"),
  signIn: { address: config.login, label: "Logga in i en ny flik" },
  deliver,
  conflicting: (field) => showConflict(autosave, field),
})

export const during = (change) => autosave.during(change)
export const flush = () => autosave.flush()
export const forget = (field) => autosave.forget(field)
export const isUnsaved = (field) => autosave.isUnsaved(field)
export const touch = (field) => autosave.touch(field)
