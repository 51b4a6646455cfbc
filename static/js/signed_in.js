// A form that somebody has written a text in is not sent when the sign-in has ended: the page stays with what is written in
// it, says so, and has a link to sign in anew in another tab. It is sent with the token of the sign-in that holds now.

const LASTS = 5000 // ms: how long an answer is good for

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
const written = new WeakSet()
const known = new WeakMap()

addEventListener("input", ({ target }) => target.tagName === "TEXTAREA" && written.add(target.form), true)

addEventListener(
  "submit",
  async (event) => {
    const { target: form, submitter } = event
    if (form.method !== "post" || document.body.classList.contains("editing")) return
    const field = form.elements.csrfmiddlewaretoken
    if (field && token()) field.value = token()
    if (!written.has(form) || Date.now() - (known.get(form) ?? 0) < LASTS) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const address = await wayIn()
    form.querySelector(".signed-out")?.remove()
    if (address) {
      tell(form, address)
      return
    }
    known.set(form, Date.now())
    form.requestSubmit(submitter)
  },
  true,
)

/** Where one signs in anew; null for who is signed in, and when there is no contact to ask with. */
async function wayIn() {
  try {
    const response = await fetch(`/konto/inloggad/?next=${encodeURIComponent(location.pathname)}`)
    return response.status === 401 ? (await response.json()).address : null
  } catch {
    return null
  }
}

function tell(form, address) {
  const link = document.createElement("a")
  Object.assign(link, { href: address, target: "_blank", textContent: "Logga in på nytt i en ny flik" })
  const place = document.createElement("p")
  place.className = "ds-alert signed-out"
  place.dataset.color = "warning"
  place.setAttribute("role", "alert")
  place.tabIndex = -1
  place.append("Inget är skickat: du är utloggad. Det du har skrivit står kvar här. ", link, ", och skicka sedan igen.")
  ;(form.querySelector(".actions:last-of-type") ?? form).before(place)
  place.focus()
}
