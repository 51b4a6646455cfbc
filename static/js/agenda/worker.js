// The service worker, served as /sw.js. It is there for those who have saved an agenda on their device, answers only for
// agendas and their papers, and only when there is no network. Every other request goes its own way, untouched.

import { allNames, checkCopy, countOf, isOver, lastDay, listOf, moment, ownerOf, removeCopy } from "agenda/copies"

const AGENDA = /^\/[-\w]+\/dagordning\/[-\w]+\/[-\d]+\/(?:(?:kallelse|handlingar)\.pdf|bilaga\/\d+\/)?$/
const PARTS = ["style", "script", "font", "image"]

self.addEventListener("install", () => self.skipWaiting())

self.addEventListener("fetch", (event) => {
  const { request } = event
  // Beside the request, not before it: each page that is opened is a contact with the server.
  if (request.mode === "navigate") event.waitUntil(checkAll())
  if (concerns(request)) event.respondWith(answer(request))
})

let checking = null

function checkAll() {
  checking ??= allNames()
    .then((names) => Promise.all(names.map(checkCopy)))
    .finally(() => {
      checking = null
    })
  return checking
}

/** An agenda or a paper, or what an agenda is shown with: known from the address alone, at once. */
function concerns(request) {
  if (request.method !== "GET") return false
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return false
  return AGENDA.test(pathname) || (PARTS.includes(request.destination) && AGENDA.test(pathOf(request.referrer)))
}

function pathOf(address) {
  try {
    return new URL(address).pathname
  } catch {
    return ""
  }
}

async function answer(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const copy = await kept(request)
    if (copy) return copy
    throw error
  }
}

async function kept(request) {
  const { pathname } = new URL(request.url)
  for (const name of await allNames()) {
    const { agenda } = ownerOf(name)
    const list = await listOf(name)
    const isHere = pathname.startsWith(agenda)
    if (!list || isOver(list)) {
      await removeCopy(name)
      if (isHere && list)
        return told(
          "Kopian är borttagen",
          `Den sparades ${moment(list.at)}, och en kopia får ligga i 14 dagar. Öppna sidan igen när du har nät.`,
        )
      continue
    }
    const copy = await (await caches.open(name)).match(pathname, { ignoreVary: true })
    if (copy) return pathname === agenda ? marked(copy, list) : copy
    if (isHere && request.mode === "navigate")
      return told("Inte sparat på den här enheten", "Det finns inget nät, och det här är inte med i kopian.", agenda)
  }
  return null
}

/** The page with a line that says what one reads. */
async function marked(copy, list) {
  const { here, all } = countOf(list)
  const lacks = here < all ? ` ${here} av ${all} handlingar är med.` : ""
  const notice = `<div class="ds-alert" data-color="warning" id="saved-notice" role="status"><p><strong>Du läser en sparad kopia från ${moment(list.at)}.</strong>
    Det finns inget nät.${lacks} Kopian tas bort ${moment(lastDay(list), { hour: false })}. Anteckningar som du skriver nu ligger
    kvar på den här enheten och skickas när nätet är tillbaka.</p></div>`
  const html = (await copy.text())
    .replace("<body", `<body data-saved-copy="${list.at}"`)
    .replace('<template id="saved-notice"></template>', notice)
  const headers = new Headers(copy.headers)
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name)
  return new Response(html, { headers })
}

function told(title, sentence, back = "") {
  const way = back ? `<p><a href="${back}">Till dagordningen</a></p>` : ""
  const html = `<!doctype html><html lang="sv"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title}</title><style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}</style>
</head><body><main><h1>${title}</h1><p>${sentence}</p>${way}</main></body></html>`
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })
}
