// The editor's requests: each tells which page asks, and which § is being written in.

import { request, sentenceOf } from "autosave/contact"
import { config, current } from "editor/page"

export { NoContact, SignedOut, sentenceOf } from "autosave/contact"

/** The server answered no, with a sentence for a person. */
export class Refused extends Error {}

/** The answer, whatever its status from 200 to 499; `data` makes it a POST. */
export async function send(path, data, options) {
  let address = path.startsWith("/") ? path : config.base + path
  let body
  if (data) {
    body = data instanceof FormData ? data : new URLSearchParams(data)
    const told = { nu: current.id, flik: current.tab, osparat: current.unsaved ? 1 : 0, stangs: current.left ? 1 : 0 }
    for (const [name, value] of Object.entries(told)) if (!body.has(name)) body.set(name, value)
  } else {
    address += `${address.includes("?") ? "&" : "?"}${new URLSearchParams({ nu: current.id, flik: current.tab })}`
  }
  return request(address, body, options)
}

/** The JSON of an answer that went well. Throws Refused with the server's sentence when it did not. */
export async function ask(path, data, options) {
  const response = await send(path, data, options)
  if (response.ok) return response.json()
  throw new Refused(await sentenceOf(response))
}
