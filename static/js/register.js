// The register's search fields (select2) take their name from the field's own label.
addEventListener("load", () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`)
    const box = select.nextElementSibling?.querySelector("[role=combobox]")
    if (!label || !box) continue
    label.id ||= `${select.id}-label`
    const shown = box.querySelector("[role=textbox]")
    shown?.setAttribute("aria-labelledby", label.id)
    box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby") ?? ""}`.trim())
  }
})
