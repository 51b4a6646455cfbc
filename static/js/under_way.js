// What a job is making is asked for again until it is made. Without this file one loads the page again.

const EVERY = 2000 // ms
const MOST_FAILURES = 5

const told = document.createElement("p")
told.className = "ds-sr-only"
told.setAttribute("role", "status")
addEventListener("DOMContentLoaded", () => {
  document.body.append(told)
  for (const part of document.querySelectorAll("[data-under-way]")) follow(part, 0)
})

function follow(part, failures) {
  for (const hint of part.querySelectorAll(".unless-scripted")) hint.remove()
  setTimeout(ask, EVERY * (failures + 1), part, failures)
}

async function ask(part, failures) {
  const next = await answer(part.dataset.underWay)
  if (!next) {
    if (failures < MOST_FAILURES) follow(part, failures + 1)
    return
  }
  const words = part.dataset.ready
  part.replaceWith(next)
  if (next.dataset.underWay) follow(next, 0)
  else told.textContent = words
}

async function answer(address) {
  try {
    const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } })
    if (!response.ok || response.redirected) return null
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    return page.body.firstElementChild
  } catch {
    return null
  }
}
