// What is kept of an agenda on this device: one cache for each person and meeting, with a list of what lies in it. Read by
// the page that saves it (saving.js) and by the worker that answers when there is no network (worker.js).

const PREFIX = "sparat "
const DAY = 86400000 // ms
const DAYS = 14
const GONE = [401, 403, 404, 410]
const PARTS = /<(?:link|script|img)\b[^>]*?\s(?:href|src)="(\/[^"]+)"/g // of the page: styles, scripts, fonts, pictures

export const nameOf = (person, agenda) => `${PREFIX}${person} ${agenda}`

/** Whose it is, and the address of the agenda. */
export function ownerOf(name) {
  const [person, agenda] = name.slice(PREFIX.length).split(" ")
  return { person, agenda }
}

export async function allNames() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX))
}

const addressOfList = (name) => `${ownerOf(name).agenda}sparat.json`

/** {at, isWhole, page, papers, saved, notes}, or null: when it was saved (ms), whether all of it was, the version of
 *  the page, what papers there were, the version of each that is here, and what was noted since. */
export async function listOf(name) {
  if (!(await caches.has(name))) return null
  const kept = await (await caches.open(name)).match(addressOfList(name))
  return kept ? kept.json() : null
}

/** Changes the list by `change(list, cache)`; page and worker wait for each other. Nothing for a copy that is gone. */
export async function changeList(name, change, made = null) {
  return navigator.locks.request(name, async () => {
    const list = (await listOf(name)) ?? made
    if (!list) return null
    const cache = await caches.open(name)
    await change(list, cache)
    await cache.put(addressOfList(name), new Response(JSON.stringify(list)))
    return list
  })
}

export const lastDay = (list) => list.at + DAYS * DAY

/** Older than it may be; also where the device's clock has been set back. */
export const isOver = (list) => Date.now() >= lastDay(list) || Date.now() < list.at - DAY

/** Removes a copy; with the last one goes the worker, which has nothing more to do. */
export async function removeCopy(name) {
  await caches.delete(name)
  if ((await allNames()).length) return
  const registration = self.registration ?? (await navigator.serviceWorker.getRegistration("/"))
  await registration?.unregister()
}

/** Puts the agenda's page in the cache, with what it is shown with. Throws when there is no contact. */
export async function savePage(cache, agenda) {
  const page = await fetched(agenda)
  const html = await page.clone().text()
  for (const [, address] of html.matchAll(PARTS)) await cache.put(address, await fetched(address))
  await cache.put(agenda, page)
}

/** The answer, which is whole; an error for any other than 200. */
export async function fetched(address) {
  const answer = await fetch(address, { cache: "no-store", redirect: "error" })
  if (answer.status !== 200) throw new Error(`${answer.status} ${address}`)
  return answer
}

/** What the person may keep of the agenda now: {person, page, papers}; «gone» when nothing, null without contact. */
export async function allowedNow(agenda) {
  try {
    const answer = await fetch(`${agenda}sparat/`, { cache: "no-store", redirect: "manual" })
    if (answer.type === "opaqueredirect" || GONE.includes(answer.status)) return "gone"
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

/** At contact with the server: removes what may not be kept any longer, and what is too old without contact too. */
export async function checkCopy(name) {
  const { person, agenda } = ownerOf(name)
  const list = await listOf(name)
  if (!list || isOver(list)) return removeCopy(name)
  const allowed = await allowedNow(agenda)
  if (!allowed) return
  if (allowed === "gone" || allowed.person !== person) return removeCopy(name)
  await changeList(name, (now, cache) => follow(now, cache, agenda, allowed))
}

async function follow(list, cache, agenda, { page, papers }) {
  for (const [address, version] of Object.entries(list.saved)) {
    if (papers[address]?.version === version) continue
    await cache.delete(address)
    delete list.saved[address]
  }
  list.papers = papers
  if (list.page === page) return
  await cache.delete(agenda)
  list.page = ""
  try {
    await savePage(cache, agenda)
    list.page = page
  } catch {
    /* without it the copy shows nothing that has been changed; it is fetched the next time */
  }
}

/** How many of the papers that may be kept are here. */
export function countOf({ papers, saved }) {
  const all = Object.entries(papers)
  return { here: all.filter(([address, { version }]) => saved[address] === version).length, all: all.length }
}

/** «den 3 maj kl. 9.12», or without the hour. */
export function moment(ms, { hour = true } = {}) {
  const time = new Date(ms)
  const day = `den ${time.toLocaleDateString("sv-SE", { day: "numeric", month: "long" })}`
  return hour ? `${day} kl. ${time.getHours()}.${String(time.getMinutes()).padStart(2, "0")}` : day
}
