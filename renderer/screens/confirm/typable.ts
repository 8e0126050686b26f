/** Whether a name can be typed back exactly. Pure. */

const LONGEST = 64
/** Letters, digits, marks, punctuation and symbols, with single spaces between words. */
const PLAIN = /^[\p{L}\p{N}\p{M}\p{P}\p{S}]+( [\p{L}\p{N}\p{M}\p{P}\p{S}]+)*$/u
/** Invisible characters and pictographs. They are hard to type, and some cannot be seen. */
const ODD = /[\p{Cf}\p{Cc}\p{Extended_Pictographic}]/u

/** Other names are confirmed by a tick instead. A name of 200 characters, or with invisible ones, would only teach people to paste. */
export function isTypable(name: string): boolean {
  return name.length <= LONGEST && PLAIN.test(name) && !ODD.test(name)
}
