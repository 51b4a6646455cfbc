// The link dialog: one address, in Swedish.

import { byId, element } from "editor/page"

/** Asks for an address and puts it on the selected words; an empty one takes the link away. */
export function askForLink(editor) {
  const dialog = byId("draft-dialog")
  const current = editor.getAttributes("link").href ?? ""
  const input = element("input", { type: "url", id: "link-address", className: "ds-input", value: current })
  const error = element("span", { className: "field-error", id: "link-error" })
  const form = element("form", { className: "form", noValidate: true }, [
    element("h2", { id: "draft-dialog-title" }, ["Länk"]),
    element("div", { className: "field" }, [
      element("label", { htmlFor: "link-address" }, ["Adress"]),
      element("div", { className: "hint" }, ["Tomt tar bort länken."]),
      input,
      error,
    ]),
    element("div", { className: "actions" }, [element("button", { className: "ds-button" }, ["Spara"]), closeButton()]),
  ])
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const address = addressOf(input.value)
    if (address === null) {
      error.textContent = "Skriv en webbadress eller en e-postadress."
      input.setAttribute("aria-invalid", "true")
      input.setAttribute("aria-describedby", "link-error")
      return
    }
    dialog.close()
    putLink(editor, address)
  })
  dialog.replaceChildren(form)
  dialog.showModal()
  input.focus()
}

function closeButton() {
  const button = element("button", { type: "button", className: "ds-button" }, ["Avbryt"])
  button.dataset.variant = "secondary"
  button.dataset.close = ""
  return button
}

function addressOf(written) {
  const text = written.trim()
  if (!text) return ""
  if (/^[^\s@/]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`
  const address = /^(https?:|mailto:)/i.test(text) ? text : `https://${text}`
  return URL.canParse(address) && /[.:]/.test(address.replace(/^\w+:/, "")) ? address : null
}

function putLink(editor, address) {
  editor.view.focus()
  const chain = editor.chain().extendMarkRange("link")
  if (!address) return chain.unsetLink().run()
  if (editor.state.selection.empty && !editor.isActive("link")) {
    return editor
      .chain()
      .insertContent({
        type: "text",
        text: address.replace(/^mailto:/, ""),
        marks: [{ type: "link", attrs: { href: address } }],
      })
      .run()
  }
  return chain.setLink({ href: address }).run()
}
