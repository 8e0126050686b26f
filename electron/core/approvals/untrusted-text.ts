/** Makes text that a program or a provider chose safe to stand beside Keyhold's own words. Pure. */
import { cut } from '../../../shared/model/characters.ts'

/** Flags and joined scripts and emoji are made with these; every other invisible character only deceives. */
const HARMLESS = /^(?:[\u200c\u200d]|\p{RGI_Emoji_Tag_Sequence})$/v
const UNSEEN = /\p{RGI_Emoji_Tag_Sequence}|[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gv

/** Cut to `most` UTF-16 units. White space becomes one space, and a control or direction character a replacement character. */
export function shownText(text: string, most: number): string {
  const seen = cut(text, most * 2) // bounds the work for a text of any length
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, (found) => (HARMLESS.test(found) ? found : '\ufffd'))
    .trim()
  return seen.length > most ? `${cut(seen, most - 1)}…` : seen
}
