// A form that is sent says that it works, and is sent once. Without this file the server answers a second press
// as it answered the first.

const BUSY = "aria-busy"
const SHOWN_AFTER = 300 // ms: a quick answer is not announced

const told = document.createElement("p")
told.className = "ds-sr-only"
told.setAttribute("role", "status")
addEventListener("DOMContentLoaded", () => document.body.append(told))

const labels = new Map()

function show(form, button) {
  if (form.getAttribute(BUSY) !== "true") return
  told.textContent = "Arbetar …"
  if (button?.tagName !== "BUTTON") return
  labels.set(button, [...button.childNodes])
  button.style.minWidth = `${button.offsetWidth}px`
  button.replaceChildren("Arbetar …")
}

// Last of all who hear it: what another script sends in its own way is prevented by then.
addEventListener("submit", (event) => {
  const form = event.target
  const button = event.submitter
  const method = button?.getAttribute("formmethod") ?? form.getAttribute("method")
  if (event.defaultPrevented || method?.toLowerCase() !== "post") return
  if (form.getAttribute(BUSY) === "true") {
    event.preventDefault()
    return
  }
  form.setAttribute(BUSY, "true")
  setTimeout(show, SHOWN_AFTER, form, button)
})

// Back by the browser's button: the page is as it was left.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return
  told.textContent = ""
  for (const form of document.querySelectorAll(`form[${BUSY}]`)) form.removeAttribute(BUSY)
  for (const [button, label] of labels) {
    button.replaceChildren(...label)
    button.style.minWidth = ""
  }
  labels.clear()
})
