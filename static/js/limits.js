// A text that is longer than fits is told while it is written, and never cut: pasted text would lose its end unseen.

const NEAR = 0.9 // of the longest: how much is left is said from here on
const number = new Intl.NumberFormat("sv-SE")

addEventListener("input", ({ target }) => {
  const longest = Number(target.dataset?.longest)
  if (!longest) return
  const { length } = target.value
  const place = document.getElementById(`${target.id}_length`) ?? made(target)
  const isOver = length > longest
  place.className = isOver ? "field-error" : "hint"
  place.hidden = length < longest * NEAR
  place.textContent = isOver
    ? `Texten är ${number.format(length)} tecken lång, och högst ${number.format(longest)} får plats. Inget är borttaget.`
    : `${number.format(length)} av ${number.format(longest)} tecken`
})

function made(field) {
  const place = document.createElement("span")
  place.id = `${field.id}_length`
  place.setAttribute("role", "status")
  field.after(place)
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim())
  return place
}
