// Passkeys: the browser makes one (data-passkey="create") or uses one ("get"), and the form sends what it answered.
// The options lie in the form as JSON, or are fetched from data-address. Binary values are base64url (WebAuthn 3, 5.1.8).

const SENTENCES = {
  NotAllowedError: "Det blev avbrutet. Försök igen.",
  InvalidStateError: "Den här apparaten har redan en inloggningsnyckel till ditt konto.",
  SecurityError: "Inloggningsnycklar fungerar inte på den här adressen.",
}
const FAILED = "Inloggningsnyckeln gick inte att använda. Försök igen."
const UNABLE = "Webbläsaren kan inte använda inloggningsnycklar."

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")
const listed = (credentials) => credentials?.map((one) => ({ ...one, id: bytes(one.id) }))

function optionsFrom({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) }
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) }
  if (publicKey.allowCredentials) options.allowCredentials = listed(publicKey.allowCredentials)
  if (publicKey.excludeCredentials) options.excludeCredentials = listed(publicKey.excludeCredentials)
  return options
}

/** A passkey that can be used without a password is one that the device itself keeps. */
async function create(options) {
  options.authenticatorSelection = {
    ...options.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
  }
  return navigator.credentials.create({ publicKey: options })
}

function answer(credential) {
  const response = {}
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name])
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  })
}

async function optionsOf(form) {
  if (!form.dataset.address) return JSON.parse(form.querySelector("script[type='application/json']").textContent)
  const response = await fetch(form.dataset.address, { headers: { "X-Requested-With": "XMLHttpRequest" } })
  if (!response.ok) throw new Error(response.statusText)
  return (await response.json()).request_options
}

function tell(form, sentence) {
  const place = form.querySelector("[data-passkey-error]")
  place.textContent = sentence
  place.hidden = !sentence
}

// Forms whose passkey the browser is asking for. Once it has answered, working.js sends the form once.
const asking = new WeakSet()

async function send(event) {
  const form = event.currentTarget
  if (form.elements.credential.value) return
  event.preventDefault()
  if (asking.has(form)) return
  asking.add(form)
  tell(form, "")
  try {
    const options = optionsFrom(await optionsOf(form))
    const credential = await (form.dataset.passkey === "create"
      ? create(options)
      : navigator.credentials.get({ publicKey: options }))
    form.elements.credential.value = answer(credential)
    form.requestSubmit()
  } catch (error) {
    tell(form, SENTENCES[error.name] ?? FAILED)
  }
  asking.delete(form)
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.elements.credential.value = "" // some browsers keep it when one goes back
  if (window.PublicKeyCredential) {
    form.hidden = false
    form.addEventListener("submit", send)
  } else if (!form.hidden) {
    form.querySelector("button[type=submit]").disabled = true
    tell(form, UNABLE)
  }
}
