// One menu for the whole page: arrows, Home, End, Escape, and focus back where it came from.

import { element } from "editor/page"

let open = null

/** `items`: {label, run, keys, checked}, {heading} over those that follow, or null for a line between. */
export function openMenu(button, items) {
  const same = open?.button === button
  closeMenu()
  if (same) return
  const menu = element("div", {
    className: "popup-menu",
    role: "menu",
    "aria-label": button.getAttribute("aria-label") || button.textContent.trim(),
  })
  for (const item of items) menu.append(!item ? element("hr") : item.heading ? headingOf(item.heading) : itemOf(item))
  document.querySelector("main").append(menu)
  place(menu, button)
  button.setAttribute("aria-expanded", "true")
  open = { menu, button, before: document.activeElement }
  menu.addEventListener("keydown", onKey)
  menu.querySelector("[role^=menuitem]")?.focus({ preventScroll: true })
  setTimeout(() => document.addEventListener("pointerdown", outside))
  window.addEventListener("scroll", onScroll, { passive: true })
}

export function closeMenu({ refocus = false } = {}) {
  if (!open) return
  const { menu, button } = open
  open = null
  document.removeEventListener("pointerdown", outside)
  window.removeEventListener("scroll", onScroll)
  menu.remove()
  button.setAttribute("aria-expanded", "false")
  // The part of the page that the button stood in may have been answered anew meanwhile.
  if (refocus) standing(button)?.focus({ preventScroll: true })
}

const standing = (button) => (button.isConnected ? button : document.getElementById(button.id))

const headingOf = (text) => element("div", { className: "menu-heading", role: "presentation" }, [text])

function itemOf({ label, run, keys, checked, danger }) {
  const item = element(
    "button",
    {
      type: "button",
      role: checked === undefined ? "menuitem" : "menuitemradio",
      tabIndex: -1,
    },
    [element("span", {}, [label])],
  )
  if (checked !== undefined) item.setAttribute("aria-checked", String(checked))
  if (keys) item.append(element("kbd", {}, [keys]))
  if (danger) item.dataset.danger = ""
  item.addEventListener("click", () => {
    closeMenu({ refocus: true })
    run()
  })
  return item
}

/** Under or over its button; on a narrow page the style sheet places it at the foot. */
function place(menu, button) {
  if (matchMedia("(max-width: 40rem)").matches) return
  const box = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))
  const under = window.innerHeight - box.bottom - 12
  const over = box.top - 12
  const below = height <= under || under >= over
  menu.style.maxHeight = `${below ? under : over}px`
  menu.style.left = `${left}px`
  menu.style.top = `${below ? box.bottom + 4 : box.top - Math.min(height, over) - 4}px`
}

// The page also scrolls by itself when something above is saved: the menu follows its button.
function onScroll() {
  const button = standing(open.button)
  const { top, bottom } = button?.getBoundingClientRect() ?? { top: 0, bottom: -1 }
  if (bottom < 0 || top > window.innerHeight) closeMenu({ refocus: true })
  else place(open.menu, button)
}

function outside(event) {
  if (!open?.menu.contains(event.target) && !open?.button.contains(event.target)) closeMenu()
}

function onKey(event) {
  const items = [...open.menu.querySelectorAll("[role^=menuitem]")]
  const at = items.indexOf(document.activeElement)
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  if (to !== undefined) {
    event.preventDefault()
    items[to].focus({ preventScroll: true })
    items[to].scrollIntoView({ block: "nearest" })
  } else if (event.key === "Escape") {
    event.preventDefault()
    closeMenu({ refocus: true })
  } else if (event.key === "Tab") {
    closeMenu({ refocus: true })
  } else if (event.key.length === 1) {
    const next = [...items.slice(at + 1), ...items.slice(0, at + 1)]
    next.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus()
  }
}
