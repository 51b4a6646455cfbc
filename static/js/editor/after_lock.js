// On the page of a locked protocol: what one wrote in it that was never saved, to compare and copy.

import { Kept } from "autosave/kept"
import { config } from "editor/page"
import { showRescued } from "editor/rescue"

const SENTENCE =
  "Det här skrev du utan att det blev sparat innan protokollet låstes. Jämför med protokollet, och kopiera det om du vill ha det kvar:"

const kept = new Kept(config.person, config.base)
for (const [key, { value }] of kept.all()) showRescued(value, () => kept.drop(key), SENTENCE)
