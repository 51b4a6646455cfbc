// The register's search fields (select2) take their name from the field's own label, whenever they come: with the page,
// before or after it has loaded; with a row that is added; and the field one searches in when the list is opened.
function nameSearchField(select, box) {
  const label = document.querySelector(`label[for="${select.id}"]`)
  const shown = box.querySelector("[role=textbox]")
  if (!label) {
    const name = select.getAttribute("aria-label") ?? select.closest("td")?.dataset.label ?? "Sök"
    for (const one of [box, shown]) {
      one?.removeAttribute("aria-labelledby")
      one?.setAttribute("aria-label", name)
    }
    return
  }
  label.id ||= `${select.id}-label`
  shown?.setAttribute("aria-labelledby", label.id)
  box.setAttribute("aria-labelledby", [label.id, shown?.id].filter(Boolean).join(" "))
}

function nameSearchFields() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const box = select.nextElementSibling?.querySelector("[role=combobox]")
    if (box && !box.dataset.named) nameSearchField(select, box)
    if (box) box.dataset.named = ""
  }
  const opened = document.querySelector(".select2-container--open [role=combobox]")
  const field = document.querySelector("input.select2-search__field:not([aria-label])")
  if (!opened || !field) return
  const label = document.getElementById(opened.getAttribute("aria-labelledby")?.split(" ")[0])
  const name = label?.textContent.replace(":", "").trim() ?? opened.getAttribute("aria-label")
  field.setAttribute("aria-label", `Sök: ${name}`)
  opened.setAttribute("aria-controls", opened.getAttribute("aria-owns"))
  // It lies outside the page's landmarks, last in the body.
  const list = field.closest("body > .select2-container")
  list?.setAttribute("role", "search")
  list?.setAttribute("aria-label", name)
}

nameSearchFields()
new MutationObserver(nameSearchFields).observe(document.body, { childList: true, subtree: true })
