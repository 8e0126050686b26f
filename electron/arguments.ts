/** What a command line says to Keyhold. Chromium puts switches of its own between ours, so each is looked for by name. Pure. */

import type { ViewAct } from '../shared/calls/palette.ts'
import { looksLikeLink, viewOfLink } from './core/deep-links.ts'

/** What a start asks for, the first one as well as a later one that found the program running. */
export interface StartWish {
  /** `--hidden`: no window, as when the system starts the program. */
  readonly isHidden: boolean
  /** `--quick`: the quick palette and nothing else. */
  readonly isQuick: boolean
  /** `keyhold://open/…`. A link that means nothing has no view: then nothing is asked for, not even the window. */
  readonly link: { readonly view: ViewAct | undefined } | undefined
}

/** The value of `--name=value`; `undefined` where it is not there. */
export function argument(argv: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`
  return argv.find((each) => each.startsWith(prefix))?.slice(prefix.length)
}

/** `--doctor`: says what works on this machine and ends. With `--json` as data. */
export interface DoctorWish {
  readonly isJson: boolean
}

export const doctorWish = (argv: readonly string[]): DoctorWish | undefined =>
  argv.includes('--doctor') ? { isJson: argv.includes('--json') } : undefined

/** Never throws: a command line may hold anything. */
export function startWish(argv: readonly string[]): StartWish {
  return {
    isHidden: argv.includes('--hidden'),
    isQuick: argv.includes('--quick'),
    link: linkIn(argv.filter(looksLikeLink)),
  }
}

/** Systems hand over one; several are nobody's wish. */
function linkIn(links: readonly string[]): StartWish['link'] {
  const [first, ...more] = links
  if (first === undefined) return undefined
  return { view: more.length === 0 ? viewOfLink(first) : undefined }
}
