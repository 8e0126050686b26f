/** Parses Keyhold's command line. Chromium puts its own switches between ours, so each is found by name. Pure. */

import type { ViewCommand } from '../../shared/contract/palette.ts'
import { looksLikeLink, viewOfLink } from '../core/desktop/deep-links.ts'

/** The request of a start: the first start, or a later one that found the program running. */
export interface LaunchRequest {
  /** `--hidden`: no window, as when the system starts the program. */
  readonly isHidden: boolean
  /** `--quick`: the quick palette and nothing else. */
  readonly isQuick: boolean
  /** `--lock`: locks the program that runs, and starts none. */
  readonly isLock: boolean
  /** `keyhold://open/…`. A link that means nothing has no view: then nothing is asked for, not even the window. */
  readonly link: { readonly view: ViewCommand | undefined } | undefined
}

/** The value of `--name=value`; `undefined` if the switch is missing. */
export function argument(argv: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`
  return argv.find((each) => each.startsWith(prefix))?.slice(prefix.length)
}

/** `--doctor`: reports what works on this machine, then exits. With `--json`, the report is JSON. */
export interface DoctorRequest {
  readonly isJson: boolean
}

export const doctorRequest = (argv: readonly string[]): DoctorRequest | undefined =>
  argv.includes('--doctor') ? { isJson: argv.includes('--json') } : undefined

/** Chromium's way of running without a display, which the doctor starts itself with. It is read before any code of ours runs. */
export const WITHOUT_DISPLAY = '--ozone-platform=headless'

/** `--demo`: a program of its own on a demo vault, beside the one that may be running. */
export const DEMO = '--demo'

export const isDemoRequest = (argv: readonly string[]): boolean => argv.includes(DEMO)

/** `--version`: prints the program's version, then exits. */
const VERSION = '--version'

export const isVersionRequest = (argv: readonly string[]): boolean => argv.includes(VERSION)

const OWN_SWITCHES: ReadonlySet<string> = new Set([
  '--hidden',
  '--quick',
  '--lock',
  '--doctor',
  '--json',
  VERSION,
  DEMO,
])
/** Added by macOS's Finder. */
const PROCESS_NUMBER = /^-psn_\d+_\d+$/

/**
 * What of `args` (the command line without the program) is none of ours, by name and without its value. Everything else is Chromium's,
 * Node's or nobody's: Chromium takes switches with one dash, two, or on Windows a slash.
 *
 * SECURITY: `--remote-debugging-port` opens the page to every program of this machine, `--no-sandbox` takes its walls away; there are a
 * thousand of them, so it is ours that are listed.
 */
export const foreignArguments = (args: readonly string[]): readonly string[] =>
  args.filter((each) => !isOwn(each, args)).map((each) => each.replace(/=.*/s, ''))

const isOwn = (argument: string, all: readonly string[]): boolean =>
  OWN_SWITCHES.has(argument) ||
  looksLikeLink(argument) ||
  PROCESS_NUMBER.test(argument) ||
  (argument === WITHOUT_DISPLAY && all.includes('--doctor'))

/** Never throws: a command line may hold anything. */
export function launchRequest(argv: readonly string[]): LaunchRequest {
  return {
    isHidden: argv.includes('--hidden'),
    isQuick: argv.includes('--quick'),
    isLock: argv.includes('--lock'),
    link: linkIn(argv.filter(looksLikeLink)),
  }
}

/** Systems hand over one; several at once are ignored. */
function linkIn(links: readonly string[]): LaunchRequest['link'] {
  const [first, ...more] = links
  if (first === undefined) return undefined
  return { view: more.length === 0 ? viewOfLink(first) : undefined }
}
