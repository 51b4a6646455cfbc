// «Spara på den här enheten»: the agenda and its papers, kept for reading without network. Each file is put in the cache
// by name; how far it has come, what it takes and why it stopped is told all the time.

import {
  allowedNow,
  changeList,
  checkCopy,
  countOf,
  fetched,
  isOver,
  lastDay,
  listOf,
  moment,
  nameOf,
  removeCopy,
  savePage,
} from "agenda/copies"
import { byId } from "autosave/elements"

const section = byId("saved-copy")
const [state, press, remove, meter] = [
  "saved-copy-state",
  "saved-copy-save",
  "saved-copy-remove",
  "saved-copy-meter",
].map(byId)
const { person, agenda } = section?.dataset ?? {}
const name = nameOf(person, agenda)

class NoRoom extends Error {}
class NotAllowed extends Error {}

const number = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 })
const megabytes = (bytes) => (bytes < 1e5 ? `${Math.ceil(bytes / 1000)} kB` : `${number.format(bytes / 1e6)} MB`)
const sizeOf = (papers) => Object.values(papers).reduce((sum, { size }) => sum + size, 0)
const papersIn = (count) => (count === 1 ? "1 handling" : `${count} handlingar`)

const changedIn = (count) =>
  count === 1 ? "1 handling är ny eller ändrad" : `${count} handlingar är nya eller ändrade`

function tell(sentence, { label = "", removable = false } = {}) {
  state.textContent = sentence
  press.textContent = label
  press.hidden = !label
  remove.hidden = !removable
}

async function show() {
  const list = await listOf(name)
  meter.hidden = true
  if (!list || isOver(list)) {
    const { papers, bytes } = section.dataset
    const what = Number(papers) ? ` och ${papersIn(Number(papers))} (${megabytes(Number(bytes))})` : ""
    tell(`Dagordningen${what} kan läsas utan nät om du sparar på den här enheten.`, {
      label: "Spara på den här enheten",
    })
    return
  }
  const { here, all } = countOf(list)
  const ends = `Tas bort ${moment(lastDay(list), { hour: false })}, och när du loggar ut.`
  if (!list.isWhole) {
    tell(`${here} av ${all} handlingar är sparade. Resten är inte det. ${ends}`, {
      label: "Fortsätt spara",
      removable: true,
    })
  } else if (here < all || !list.page) {
    const rest = here < all ? `${changedIn(all - here)} sedan dess.` : "Dagordningen är ändrad sedan dess."
    tell(`Sparat på den här enheten ${moment(list.at)}. ${rest}`, { label: "Spara igen", removable: true })
  } else {
    const bytes = sizeOf(list.papers)
    const size = all ? ` (${papersIn(all)}${bytes ? `, ${megabytes(bytes)}` : ""})` : ""
    tell(`Sparat på den här enheten ${moment(list.at)}${size}. ${ends}`, { removable: true })
  }
}

/** Goes on where it stopped: what is here in its present version is not fetched again. */
async function save() {
  const allowed = await allowedNow(agenda)
  if (allowed === "gone") throw new NotAllowed()
  if (!allowed) throw new TypeError("no contact")
  await makeRoom(allowed.papers)
  const before = await listOf(name)
  if (before && isOver(before)) await removeCopy(name)
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" })
  await navigator.serviceWorker.ready
  const fresh = { at: Date.now(), isWhole: false, page: "", papers: {}, saved: {}, notes: {} }
  await changeList(
    name,
    async (list, cache) => {
      Object.assign(list, { isWhole: false, papers: allowed.papers, notes: {} })
      await savePage(cache, agenda)
      list.page = allowed.page
    },
    fresh,
  )
  for (const [address, { version }] of Object.entries(allowed.papers)) {
    count(await listOf(name))
    const answer = await fetched(address)
    await changeList(name, async (list, cache) => {
      if (list.saved[address] === version) return
      await cache.put(address, answer)
      list.saved[address] = version
    })
  }
  await changeList(name, (list) => Object.assign(list, { isWhole: true, at: Date.now() }))
}

function count(list) {
  const { here, all } = countOf(list)
  Object.assign(meter, { max: all, value: here, hidden: false })
  tell(`Sparar: ${here} av ${all} handlingar`)
}

async function makeRoom(papers) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  if (quota && quota - usage < sizeOf(papers))
    throw new NoRoom(`${megabytes(sizeOf(papers))} behövs och ${megabytes(quota - usage)} är ledigt`)
}

async function stopped(error) {
  await show()
  const again = { label: "Försök igen", removable: !remove.hidden }
  const rest = remove.hidden ? "Inget är sparat." : state.textContent
  if (error instanceof NotAllowed) tell("Du får inte längre läsa dagordningen, eller är utloggad. Inget är sparat.")
  else if (error instanceof NoRoom) tell(`Det finns inte plats på enheten: ${error.message}. ${rest}`, again)
  else if (error.name === "QuotaExceededError") tell(`Enheten har inte plats för mer. ${rest}`, again)
  else tell(`Det gick inte att hämta allt: nätet försvann, eller så har något ändrats. ${rest}`, again)
}

async function pressed() {
  press.hidden = remove.hidden = true
  state.textContent = "Sparar …"
  section.setAttribute("aria-busy", "true")
  try {
    await save()
    await show()
  } catch (error) {
    await stopped(error)
  }
  section.removeAttribute("aria-busy")
  state.focus()
}

/** Only where the browser can: over TLS, and not in a private window that has no storage. */
export async function offerSaving() {
  if (!section || !navigator.serviceWorker || !self.caches || !navigator.locks) return
  if (document.body.dataset.savedCopy) {
    addEventListener("online", () => byId("saved-notice")?.append(again()))
    return
  }
  press.addEventListener("click", pressed)
  remove.addEventListener("click", async () => {
    await removeCopy(name)
    await show()
    state.focus()
  })
  if (await listOf(name)) await checkCopy(name)
  await show()
  section.hidden = false
}

function again() {
  const link = document.createElement("a")
  Object.assign(link, { href: agenda, textContent: "Nätet är tillbaka: läs sidan som den är nu" })
  const place = document.createElement("p")
  place.append(link)
  return place
}
