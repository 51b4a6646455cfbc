// Files dropped on a §, or picked: one request each, with progress and its own error.

import { askForm, confirmRemoval } from "editor/dialog"
import { insertReference } from "editor/insert"
import { openMenu } from "editor/menu"
import { ask, Refused } from "editor/net"
import { announce, byId, config, element, paragraphOf } from "editor/page"
import { referToNew } from "editor/referring"
import { offerSections } from "editor/splitting"
import { act, apply } from "editor/structure"
import { attachments } from "editor/values"

const picker = byId("file-picker")
let target = null

/** Opens the system's own dialog for files to put in the §. */
export function pick(article) {
  target = article.dataset.paragraph
  picker.value = ""
  picker.click()
}

const nameOf = (item) => item.querySelector(".name").textContent

export function attachmentMenu(button) {
  const item = button.closest("[data-attachment]")
  const id = item.dataset.attachment
  const article = paragraphOf(item)
  openMenu(button, [
    { label: "Infoga hänvisning", run: () => insertReference(byId(article.id), id) },
    { label: "Namn, plats och publicering …", run: () => askForm(`bilagor/${id}/om/`) },
    {
      label: "Hämta filen",
      run: () => {
        location.href = `${config.base}bilagor/${id}/`
      },
    },
    null,
    {
      label: "Ta bort",
      danger: true,
      run: () => confirmRemoval(`Ska ${nameOf(item)} tas bort?`, () => act(`bilagor/${id}/ta-bort/`)),
    },
  ])
}

/** One document of Word may be the §§ themselves; every other file is attached. */
async function receive(id, files) {
  const attach = () => upload(id, files)
  if (files.length !== 1 || !/\.docx$/i.test(files[0].name)) return attach()
  const data = new FormData()
  data.append("file", files[0])
  let read
  try {
    read = await ask("klistra/dokument/", data)
  } catch (error) {
    // What cannot be read, or sent, is told when it is attached.
    if (error instanceof Refused) return attach()
    return announce(error.message)
  }
  if (!read.sections.length) return attach()
  offerSections(read.sections, { html: read.html, text: "" }, id, { label: "Bifoga filen", run: attach })
}

/** Sends the files one after another; the rest goes on when one is refused. */
export async function upload(id, files) {
  const before = new Set(Object.keys(attachments()))
  for (const file of files) {
    const line = lineOf(id, file)
    try {
      const answer = await send(id, file, line)
      line.remove()
      await apply(answer)
    } catch (error) {
      failed(line, error.message)
    }
  }
  referToNew(
    Object.keys(attachments()).filter((one) => !before.has(one)),
    byId(`p-${id}`),
  )
}

function lineOf(id, file) {
  const progress = element("progress", { max: 100, value: 0, "aria-label": `Skickar ${file.name}` })
  const line = element("p", { className: "upload" }, [`${file.name} `, progress])
  byId(`p-${id}`).querySelector(".files").after(line)
  return line
}

function failed(line, sentence) {
  const close = element("button", { type: "button" }, ["Stäng"])
  close.addEventListener("click", () => line.remove())
  line.className = "upload field-error"
  line.replaceChildren(`${sentence} `, close)
  announce(sentence)
}

/** The browser's fetch does not tell how far it has come; the older request does. */
function send(id, file, line) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", `${config.base}paragrafer/${id}/bilagor/`)
    request.responseType = "json"
    request.setRequestHeader("X-CSRFToken", document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "")
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) line.querySelector("progress").value = (100 * event.loaded) / event.total
    })
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response) resolve(request.response)
      else
        reject(new Error(request.response?.sentence ?? `${file.name} kunde inte tas emot. Är du fortfarande inloggad?`))
    })
    request.addEventListener("error", () =>
      reject(new Error(`${file.name} kom inte fram. Försök igen när kontakten är tillbaka.`)),
    )
    const data = new FormData()
    data.append("file", file)
    request.send(data)
  })
}

export function start() {
  picker.addEventListener("change", () => upload(target, [...picker.files]))
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files")
  const marked = () => document.querySelector(".paragraph.receiving")
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    const article = event.target.closest?.("article[data-paragraph]")
    event.dataTransfer.dropEffect = article ? "copy" : "none"
    if (marked() !== article) marked()?.classList.remove("receiving")
    article?.classList.add("receiving")
  })
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) marked()?.classList.remove("receiving")
  })
  // A file dropped beside a § must not replace the page.
  document.addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      marked()?.classList.remove("receiving")
      const article = event.target.closest?.("article[data-paragraph]")
      if (article) receive(article.dataset.paragraph, [...event.dataTransfer.files])
    },
    true,
  )
}
