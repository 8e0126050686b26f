/** Whether a name can be typed back exactly. Pure. */

const LONGEST = 64
/** Letters, digits and signs of a keyboard, single blanks between them. */
const PLAIN = /^[\p{L}\p{N}\p{M}\p{P}\p{S}]+( [\p{L}\p{N}\p{M}\p{P}\p{S}]+)*$/u
/** Invisible marks and pictures: nobody types them, and some cannot even be seen. */
const ODD = /[\p{Cf}\p{Cc}\p{Extended_Pictographic}]/u

/** Others are confirmed by a tick instead: 200 characters or an invisible mark would only teach people to paste. */
export function isTypable(name: string): boolean {
  return name.length <= LONGEST && PLAIN.test(name) && !ODD.test(name)
}
