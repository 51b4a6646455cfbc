// Requests to the server, and the few ways they can fail.

/** No contact, or the server is down: the same request may succeed later. */
export class NoContact extends Error {}
/** The session has ended; somebody must sign in. */
export class SignedOut extends Error {}

/** Read anew each time: it changes when somebody signs in again in another tab. */
export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? ""

/** The answer, whatever its status from 200 to 499; a `body` makes it a POST. */
export async function request(address, body, { headers = {}, ...options } = {}) {
  const sent = { redirect: "manual", headers: { "X-Requested-With": "fetch", ...headers }, ...options }
  if (body) Object.assign(sent, { method: "POST", body, headers: { ...sent.headers, "X-CSRFToken": token() } })
  let response
  try {
    response = await fetch(address, sent)
  } catch {
    throw new NoContact("Ingen kontakt med servern.")
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut("Du är utloggad.")
  if (response.status === 403) throw new SignedOut("Du är utloggad, eller inloggad i en annan flik.")
  if (response.status >= 500) throw new NoContact("Servern svarar inte som den ska.")
  return response
}

export async function sentenceOf(response) {
  if (response.status === 413) return "Det var för mycket på en gång."
  if (response.headers.get("Content-Type")?.includes("json")) return (await response.json()).sentence
  if (response.status === 404) return "Det finns inte längre. Ladda om sidan."
  return "Det gick inte. Ladda om sidan och försök igen."
}
