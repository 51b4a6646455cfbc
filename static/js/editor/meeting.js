// What happens in a §: «Händelser …», what the chair finds, and the meeting's own course.

import { askForm } from "editor/dialog"
import { openMenu } from "editor/menu"
import { byId, paragraphOf } from "editor/page"
import { act } from "editor/structure"

/** «Händelser …»: what can be noted in a §. A body that only advises has no jäv, election or immediate verification. */
export function meetingMenu(button, article) {
  const here = `paragrafer/${article.dataset.paragraph}`
  const ask = (label, path) => ({ label, run: () => askForm(`${here}/${path}`) })
  const decides = "kl" in byId("attendance").dataset
  const notHandled = "notHandled" in article.dataset
  const formal = [
    ask("Yrkande …", "yrkanden/"),
    ask("Propositionsordning …", "propositionsordning/"),
    ask("Omröstning …", "omrostning/"),
    ask("Jäv …", "jav/"),
    ask("Deltar inte i beslutet …", "deltar-inte/"),
    ask("Reservation …", "reservationer/"),
    ask("Yttrande eller anteckning …", "yttranden/"),
    ask("Val av ordförande …", "val/"),
  ]
  const advising = [ask("Omröstning …", "omrostning/"), ask("Yttrande eller anteckning …", "yttranden/")]
  openMenu(button, [
    ...(decides ? formal : advising),
    null,
    ask("Bordlägg, återremittera, hänskjut …", "uppskov/"),
    {
      label: notHandled ? "Är behandlad" : "Inte behandlad",
      run: () => act(`${here}/inte-behandlad/`, { not_handled: notHandled ? 0 : 1 }),
    },
    null,
    ask("Föredragande, tid och handlingar …", "foredragande/"),
    ask("Mottagare av beslutet …", "mottagare/"),
    ask("Diarienummer …", "diarienummer/"),
    ask("Rättar tidigare paragraf …", "rattar/"),
    ...(decides
      ? [
          null,
          { label: "Omedelbar justering …", run: () => askForm(`omedelbart/?paragraf=${article.dataset.paragraph}`) },
        ]
      : []),
  ])
}

/** What the chair finds, by one press; pressed twice on a slow network it is meant once. */
export function decide(button) {
  const { finds, itemId } = button.dataset
  const place = button.parentElement.dataset
  if ("deciding" in place) return null
  place.deciding = ""
  const path = `paragrafer/${paragraphOf(button).dataset.paragraph}/klubba/`
  return act(path, { slag: finds, sub_item: itemId }).finally(() => {
    delete place.deciding
  })
}
