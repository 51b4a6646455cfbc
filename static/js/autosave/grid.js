// A block of cells from a spreadsheet: which column is labels, which row is a heading, and where each amount belongs.

const AMOUNT = /^(?:(?:kr|sek)\.?\s*)?[-–—−]?\s*[\d.,\s]*(?:kronor|kr\.?|sek|:-|,-)?$/i
const CURRENCY = /^(?:kr|sek)\.?$/i
const YEAR = /^20\d\d$/
const SUM = /^(?:summa|totalt|total)\b/i

// No amount, and no label either: a figure in brackets, an error of the spreadsheet's, a power of ten.
const NO_LABEL = /^(?:#\S+|[-+(=\d.,\s]*\d[\d.,\s]*(?:e[-+]?\d+|%)?\)?)$/i

const isAmount = (text) => AMOUNT.test(text)
const isFigure = (text) => NO_LABEL.test(text) || (/\d/.test(text) && isAmount(text))
/** More words than amounts: a column of labels. */
const isText = (cells) =>
  cells.filter((cell) => !isAmount(cell) && !isFigure(cell)).length > cells.filter(isFigure).length
const plain = (text) => text.trim().toLowerCase()

/** The cells of each line; one in quotation marks may have line breaks in it, as a spreadsheet copies it. */
function cellsOf(text) {
  const lines = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    lines.at(-1).push((quoted?.replaceAll('""', '"') ?? bare).replace(/\s*\n\s*/g, " ").trim())
    if (end === "\n") lines.push([])
    if (end === "") break
  }
  return lines
}

/** {labels, rows, years}: the amounts of each row without its label and without columns that only say «kr»; `years`
 *  of a heading, else null. Null for what is no block, which the browser pastes as it is. */
export function readBlock(text) {
  // Not trimmed: a first cell that is empty has its place.
  let rows = cellsOf(text.replace(/\r/g, "").replace(/\n+$/, ""))
  if (rows.length < 2 && rows[0].length < 2) return null
  const widest = Math.max(...rows.map((row) => row.length))
  let labelled = 0
  while (labelled < widest && isText(rows.map((row) => row[labelled] ?? ""))) labelled += 1
  const labels = rows.map((row) => row.slice(0, labelled).filter(Boolean).join(" "))
  rows = rows.map((row) => row.slice(labelled))
  const isCurrency = (at) => rows.some((row) => row[at]) && rows.every((row) => !row[at] || CURRENCY.test(row[at]))
  const without = [...Array(widest).keys()].filter(isCurrency)
  rows = rows.map((row) => row.filter((_, at) => !without.includes(at)))
  const heading =
    rows[0].filter((cell) => YEAR.test(cell)).length > 0 &&
    rows[0].every((cell) => !isAmount(cell) || !cell || YEAR.test(cell))
  const years = heading ? rows.shift() : null
  if (heading) labels.shift()
  return { labels, rows, years }
}

/** Where the amounts go, from the cell `start`: `placed` is pairs of input and text, `left` what found no place, in
 *  words. A label that a row of the table has takes its amounts there; a sum is no row, and none runs into the next
 *  part of the table. A cell that is empty leaves what stands there. */
export function placeBlock({ labels, rows, years }, start) {
  const part = [...start.closest("tbody").querySelectorAll("tr")].filter((row) => row.querySelector("td input"))
  const inputs = (row) => [...row.querySelectorAll("td input")]
  const first = part.findIndex((row) => row.contains(start))
  const column = inputs(part[first]).indexOf(start)
  const headings = [...start.closest("table").querySelectorAll("thead th")]
    .slice(1)
    .map((one) => one.textContent.trim())
  const named = new Map(part.map((row) => [plain(nameOf(row)), row]))
  const placed = []
  const left = []
  let next = first
  for (const [down, cells] of rows.entries()) {
    const label = labels[down] ?? ""
    const own = named.get(plain(label))
    // A sum, and a heading inside the block, are no rows of the table.
    const isNoRow = SUM.test(label) || (!own && label && !cells.some((cell) => cell && isAmount(cell)))
    const row = isNoRow ? null : (own ?? part[next])
    if (row) next = part.indexOf(row) + 1
    const name = row?.querySelector("th input")
    if (name && !name.value && label) placed.push([name, label])
    for (const [right, value] of cells.entries()) {
      if (!value) continue
      const at = years ? headings.indexOf(years[right]) : column + right
      const input = row && inputs(row)[at]
      if (input && isAmount(value)) placed.push([input, value])
      else left.push([label, years?.[right], `«${value}»`].filter(Boolean).join(", "))
    }
  }
  return { placed, left }
}

function nameOf(row) {
  const head = row.querySelector("th")
  return head.querySelector("input")?.value || head.firstChild?.textContent || ""
}
