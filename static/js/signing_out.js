// Who signs out is asked first when this browser has words that are not saved: signing out empties it.

const KEPT = "protokoll " // static/js/autosave/kept.js
const WAY_OUT = "/konto/logout/"

function hasUnsaved() {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(KEPT))
  } catch {
    return false
  }
}

addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event
    if (form.getAttribute("action") !== WAY_OUT || "sure" in form.dataset || !hasUnsaved()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (form.querySelector(".unsaved")) return
    ask(form, submitter)
  },
  true,
)

function ask(form, submitter) {
  const place = document.createElement("p")
  Object.assign(place, { className: "unsaved small", id: "unsaved", tabIndex: -1 })
  place.setAttribute("role", "alert")
  place.textContent =
    "Den här webbläsaren har text som inte är sparad än. Den försvinner när du loggar ut. Öppna sidan där du skrev för att spara den."
  form.prepend(place)
  form.dataset.sure = ""
  submitter.textContent = "Logga ut ändå"
  submitter.setAttribute("aria-describedby", place.id)
  place.focus()
}
