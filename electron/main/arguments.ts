/** Parses Keyhold's command line. Chromium adds its own switches between Keyhold's, so each switch is found by its name. Pure. */

import { ANSWER_SWITCH } from '../../shared/contract/command-line-place.ts'
import type { ViewCommand } from '../../shared/contract/palette.ts'
import { looksLikeLink, viewOfLink } from '../core/desktop/deep-links.ts'

/** The request of a start: of the first start, or of a later start while the program runs. */
export interface LaunchRequest {
  /** `--hidden`: opens no window. The system starts the program this way. */
  readonly isHidden: boolean
  /** `--quick`: opens only the quick palette. */
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

/**
 * Chromium's switch for running without a display. The doctor and `--answer` start themselves with it, because Chromium reads it before Keyhold's
 * code runs.
 */
export const WITHOUT_DISPLAY = '--ozone-platform=headless'

/** `--demo`: starts a separate program with a demo vault. The real program may run at the same time. */
export const DEMO = '--demo'

export const isDemoRequest = (argv: readonly string[]): boolean => argv.includes(DEMO)

/** `--version`: prints the program's version, then exits. */
const VERSION = '--version'

export const isVersionRequest = (argv: readonly string[]): boolean => argv.includes(VERSION)

export const isAnswerRequest = (argv: readonly string[]): boolean => argv.includes(ANSWER_SWITCH)

const OWN_SWITCHES: ReadonlySet<string> = new Set([
  '--hidden',
  '--quick',
  '--lock',
  '--doctor',
  '--json',
  VERSION,
  DEMO,
  ANSWER_SWITCH,
])
/** Added by macOS's Finder. */
const PROCESS_NUMBER = /^-psn_\d+_\d+$/

/**
 * The parts of `args` (the command line without the program) that are not Keyhold's: their names, without values. They belong to Chromium,
 * to Node or to nobody. Chromium accepts switches with one dash or two, and on Windows with a slash.
 *
 * SECURITY: `--remote-debugging-port` opens the page to every program on this machine, and `--no-sandbox` removes its sandbox. Chromium has
 * about a thousand switches, so this list names the permitted ones.
 */
export const foreignArguments = (args: readonly string[]): readonly string[] =>
  args.filter((each) => !isOwn(each, args)).map((each) => each.replace(/=.*/s, ''))

const isOwn = (argument: string, all: readonly string[]): boolean =>
  OWN_SWITCHES.has(argument) ||
  looksLikeLink(argument) ||
  PROCESS_NUMBER.test(argument) ||
  (argument === WITHOUT_DISPLAY && (all.includes('--doctor') || all.includes(ANSWER_SWITCH)))

/** Never throws, because a command line may contain anything. */
export function launchRequest(argv: readonly string[]): LaunchRequest {
  return {
    isHidden: argv.includes('--hidden'),
    isQuick: argv.includes('--quick'),
    isLock: argv.includes('--lock'),
    link: linkIn(argv.filter(looksLikeLink)),
  }
}

/** Systems pass one link. Several links at once are ignored. */
function linkIn(links: readonly string[]): LaunchRequest['link'] {
  const [first, ...more] = links
  if (first === undefined) return undefined
  return { view: more.length === 0 ? viewOfLink(first) : undefined }
}
