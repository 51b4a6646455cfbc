// Changes of structure: the server does them and answers with the parts of the page that changed.

import { showWriters, tellOfSelf } from "editor/colleagues"
import { adopt, allFields, fieldAt, fieldOf, sweep, tellSelection } from "editor/fields"
import { tellLocked, tellOpen } from "editor/locked"
import { ask, NoContact, Refused, SignedOut } from "editor/net"
import { carryUnborn, withUnborn } from "editor/newborn"
import { alarm, announce, byId, config, current, paragraphOf, parsed, toast } from "editor/page"
import { carry } from "editor/parts"
import { released } from "editor/press"
import { showRescued } from "editor/rescue"
import { during, flush, forget, isUnsaved } from "editor/saving"
import { setValues } from "editor/values"

const sheet = byId("paragraphs")
let last = Promise.resolve()

/** One change after another. What is typed goes first, so that the answer holds it. Resolves to the answer, or
 *  null when it could not be done; then a sentence has been shown. */
export function act(path, data = {}) {
  last = during(last.then(() => actNow(path, data)))
  return last
}

async function actNow(path, data) {
  await flush()
  try {
    const answer = await ask(path, data)
    await apply(answer)
    return answer
  } catch (error) {
    if (error instanceof NoContact)
      alarm("Ingen kontakt. Försök igen när kontakten är tillbaka; det du skrivit ligger kvar.")
    else if (error instanceof SignedOut) alarm("Du är utloggad. Logga in i en ny flik och försök igen.")
    else alarm(error.message)
    return null
  }
}

let newest = 0
const isOvertaken = (answer) => answer.read_at < newest

/** Puts the answer in, and fetches what somebody else has changed meanwhile. One that was overtaken by a newer one
 *  is not put in: its §§ are asked for again. */
export async function apply(answer) {
  await released()
  if (isOvertaken(answer)) return fetchState(Object.keys(answer.paragraphs)).then(() => tell(answer))
  put(answer)
  tell(answer)
  const stale = staleIn(answer)
  if (stale.length) refresh(stale)
}

/** The answer's parts in the answer's order; the focus and the page stay. */
function put(answer) {
  newest = answer.read_at
  tellSelection() // before the text is moved
  const letGo = holdPage()
  const focused = document.activeElement
  const caret = focused && [focused.selectionStart, focused.selectionEnd, focused.selectionDirection]
  const home = paragraphOf(focused)?.dataset.paragraph
  const path = pathOf(focused)
  const sides = [
    ["draft-list", answer.list],
    ["draft-side", answer.side],
    ["draft-head", answer.head],
  ]
  for (const [id, html] of sides) swap(byId(id), html)
  for (const [id, html] of Object.entries(answer.paragraphs)) putParagraph(id, html)
  order(answer.order)
  for (const field of allFields()) showHeading(field)
  setValues(answer.values)
  showWriters(answer.writers)
  rescue(sweep())
  refocus(focused, caret, home, path && document.querySelector(path))
  letGo()
}

/** The § at the top of the window stays there. By itself the browser would follow the old § while its fields are
 *  carried over to the new one, and the page is lower meanwhile. */
function holdPage() {
  const root = document.documentElement
  const first = [...sheet.children].find((one) => one.getBoundingClientRect().bottom > 0)
  const topOf = (one) => one?.getBoundingClientRect().top ?? 0
  const top = topOf(first)
  root.style.overflowAnchor = "none"
  sheet.style.minHeight = `${sheet.offsetHeight}px`
  return () => {
    sheet.style.minHeight = ""
    const again = first && byId(first.id)
    if (again) scrollBy({ top: topOf(again) - top, behavior: "instant" })
    root.style.overflowAnchor = ""
  }
}

/** Where it leads, and what is said of it. */
function tell(answer) {
  const target = answer.focus && byId(answer.focus)
  if (target) focusOn(target)
  mark(paragraphOf(document.activeElement)?.dataset.paragraph)
  if (answer.undo) toast(answer.say, { label: answer.undo.label, run: () => act(answer.undo.url, answer.undo.data) })
  else if (answer.show) toast(answer.say)
  if (answer.say) announce(answer.say)
}

const HEADING = /^paragraph\/(.+)\/heading$/
const SCROLLED = [".side-scroll", ".findings-scroll"]
const standing = new Map()

/** A place that is answered as it was stays as it is, with its focus and what is open in it. */
function swap(place, html) {
  if (standing.get(place) === html) return
  standing.set(place, html)
  const opened = [...place.querySelectorAll("details[open]")].map((one) => one.className)
  const tops = SCROLLED.map((one) => place.querySelector(one)?.scrollTop ?? 0)
  place.replaceChildren(parsed(html))
  for (const [at, one] of SCROLLED.entries()) place.querySelector(one)?.scrollTo(0, tops[at])
  for (const one of place.querySelectorAll("details")) one.open ||= opened.includes(one.className)
}

/** The list calls each § what its own field says, saved or not. */
export function showHeading(field) {
  const shown = HEADING.test(field.key) && byId(`l-${field.key.match(HEADING)[1]}`)?.querySelector(".heading")
  const words = shown && (field.value() || "Utan rubrik")
  if (shown && shown.textContent !== words) shown.textContent = words
}

function putParagraph(id, html) {
  const fresh = parsed(html).firstElementChild
  const old = byId(`p-${id}`)
  if (old) {
    carry(old, fresh)
    fresh.querySelector(".files")?.after(...old.querySelectorAll(".upload"))
    for (const fold of fresh.querySelectorAll("details"))
      fold.open = Boolean(old.querySelector(`details.${fold.className}[open]`))
  }
  carryUnborn(fresh)
  adopt(fresh, newest) // put() has made it the time of the answer
  if (old) old.replaceWith(fresh)
  else sheet.append(fresh)
}

function order(told) {
  const wanted = withUnborn(told)
  const ids = new Set(wanted.map(([id]) => id))
  for (const article of [...sheet.children]) {
    if (!ids.has(article.dataset.paragraph)) article.remove()
  }
  let place = sheet.firstElementChild
  for (const [id, , label] of wanted) {
    const article = byId(`p-${id}`)
    if (!article) continue
    if (article === place) place = place.nextElementSibling
    else sheet.insertBefore(article, place)
    const shown = article.querySelector(".drafted > h2 > .paragraph-number")
    if (shown && label && shown.textContent !== label) shown.textContent = label
  }
}

/** How to find the button of a § or a sub-item again when its place has been answered anew. */
function pathOf(button) {
  const act = button?.dataset?.act
  const [item, article] = ["[data-item]", "article[data-paragraph]"].map((one) => button?.closest?.(one))
  if (!act || !article) return null
  const scope = item ? `#${article.id} [data-item="${item.dataset.item}"] > *` : `#${article.id} > *`
  return `${scope} > [data-act="${act}"]`
}

function refocus(focused, caret, home, twin) {
  if (!focused || focused === document.body || document.activeElement === focused) return
  const again = focused.isConnected
    ? focused
    : (byId(focused.id) ?? twin ?? byId(`n-${home}`) ?? byId("paragraph-list")?.querySelector("a"))
  if (!again) return
  const fold = again.closest("details:not([open])")
  if (fold) fold.open = true
  const field = fieldAt(again)
  if (field?.editor) return field.refocus()
  again.focus({ preventScroll: true })
  if (again === focused && typeof caret[0] === "number") again.setSelectionRange(...caret)
}

function focusOn(target) {
  const field = fieldOf(target.closest("[data-key]")?.dataset.key)
  if (field) field.focus("end")
  else target.focus()
  target.scrollIntoView({ block: "nearest" })
}

/** Words that were not saved when their place was taken away are shown, to copy. */
export function rescue(lost) {
  for (const field of lost) showRescued(field.inWords(field.value()), () => forget(field))
}

/** §§ that somebody else has changed since they came here, unless they are being written in. */
const staleIn = ({ order: wanted, digests, stamps }) =>
  wanted.map(([id]) => id).filter((id) => isStale(byId(`p-${id}`), digests[id], stamps[id]))

function isStale(article, digests, stamp) {
  if (!article) return true
  const here = [...article.querySelectorAll("[data-key]")].map((place) => fieldOf(place.dataset.key))
  if (here.some((field) => isUnsaved(field) || field.element.contains(document.activeElement))) return false
  if (article.dataset.stamp !== stamp) return true
  const keys = new Set(here.map((field) => field.key))
  return (
    Object.keys(digests).some((key) => !keys.has(key)) ||
    here.some((field) => (digests[field.key] ?? config.empty) !== field.base)
  )
}

let refreshing = null
/** The side lists as they now are, and the named §§. Silent when there is no contact: the next one will tell. */
export function refresh(ids = []) {
  refreshing ??= fetchState(ids).finally(() => {
    refreshing = null
  })
  return refreshing
}

async function fetchState(ids) {
  try {
    const answer = await ask(`lage/?${new URLSearchParams(ids.map((id) => ["paragraf", id]))}`)
    // Frozen, here or by a colleague: what is on the page stays until it is left.
    if (answer.locked) return tellLocked(answer.sentence)
    tellOpen()
    await released()
    if (isOvertaken(answer)) return fetchState(ids)
    put(answer)
    const stale = ids.length ? [] : staleIn(answer)
    if (stale.length) return fetchState(stale)
  } catch (error) {
    if (!(error instanceof NoContact || error instanceof SignedOut || error instanceof Refused)) throw error
  }
}

const isBehind = () => current.id && byId("attendance").dataset.now !== current.id

/** Resolves when the right column is of the § that is being written in, or cannot be asked for. A question that is
 *  under way may be of the § before, so a second one may be needed. */
export async function followed() {
  clearTimeout(moved)
  for (let tries = 0; tries < 2 && isBehind(); tries++) await refresh()
}

let moved
/** Marks the § that is being written in, in the list, and asks anew who is in it. */
export function mark(id) {
  if (!id) return
  if (id !== current.id) {
    current.id = id
    clearTimeout(moved)
    moved = setTimeout(() => {
      tellOfSelf()
      followed()
    }, 350)
  }
  for (const link of document.querySelectorAll("#paragraph-list a[aria-current]")) link.removeAttribute("aria-current")
  const link = byId(`l-${id}`)
  if (!link) return
  link.setAttribute("aria-current", "true")
  // Only the list itself may scroll: the page must stand still under the hand.
  const list = link.closest("nav")
  const [box, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()]
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top
  else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom
}
