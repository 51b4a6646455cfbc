// Requests to the server, and the few ways they can fail.

import { config, current } from "editor/page"

/** No contact, or the server is down: the same request may succeed later. */
export class NoContact extends Error {}
/** The session has ended; somebody must sign in. */
export class SignedOut extends Error {}
/** The server answered no, with a sentence for a person. */
export class Refused extends Error {}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? ""

/** The answer, whatever its status from 200 to 499; `data` makes it a POST. */
export async function send(path, data, options = {}) {
  const request = { redirect: "manual", headers: { "X-Requested-With": "fetch" }, ...options }
  if (data) {
    request.method = "POST"
    request.headers["X-CSRFToken"] = token()
    request.body = data instanceof FormData ? data : new URLSearchParams(data)
    if (current.id) request.body.set("nu", current.id)
  } else if (current.id) {
    path += `${path.includes("?") ? "&" : "?"}nu=${current.id}`
  }
  let response
  try {
    response = await fetch(path.startsWith("/") ? path : config.base + path, request)
  } catch {
    throw new NoContact("Ingen kontakt med servern.")
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut("Du är utloggad.")
  if (response.status === 403) throw new SignedOut("Du är utloggad, eller inloggad i en annan flik.")
  if (response.status >= 500) throw new NoContact("Servern svarar inte som den ska.")
  return response
}

/** The JSON of an answer that went well. Throws Refused with the server's sentence when it did not. */
export async function ask(path, data, options) {
  const response = await send(path, data, options)
  if (response.ok) return response.json()
  throw new Refused(await sentenceOf(response))
}

export async function sentenceOf(response) {
  if (response.status === 413) return "Det var för mycket på en gång."
  if (response.headers.get("Content-Type")?.includes("json")) return (await response.json()).sentence
  if (response.status === 404) return "Det finns inte längre. Ladda om sidan."
  return "Det gick inte. Ladda om sidan och försök igen."
}
