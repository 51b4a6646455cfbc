// The agenda before a meeting: one's own notes, and a copy on the device for whoever chooses it.

import { keepNotes } from "agenda/notes"
import { offerSaving } from "agenda/saving"

await keepNotes()
await offerSaving()
document.body.dataset.ready = ""
