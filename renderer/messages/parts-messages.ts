/** Messages of the components that all screens share. The date field has a module of its own. Pure. */
import type { CopyForm } from '../../shared/model/copy-as.ts'
import { capital, OVERLAP_STATES } from '../../shared/expiry/state-messages.ts'
import type { PassphraseStrength } from '../../shared/model/passphrase.ts'

export const retiringWords = (left: string): string => `${capital(OVERLAP_STATES.retiring)}, ${left}`

export const stepperMessages = { done: '(done)', todo: '(not started)' } as const

export const choiceMessages = {
  other: 'Other…',
  otherOf: (label: string) => `Other: ${label}`,
  /** For a list without choices of its own. */
  addTo: (label: string) => `Add to ${label}`,
  addOtherOf: (label: string) => `Add other: ${label}`,
} as const

export const searchChoiceMessages = {
  placeholder: 'Type to search',
  showAll: (label: string) => `Show all: ${label}`,
} as const

/** Asks whether to discard the text typed in a dialog. */
export const discardMessages = {
  title: 'Discard what you typed?',
  detail: 'What you entered is not saved.',
  keep: 'Keep editing',
  discard: 'Discard',
} as const

export const expiryMessages = {
  label: 'Expires',
  unknown: 'No date',
  never: 'Never',
  on: 'On a date',
  date: 'Date',
} as const

export const grantMessages = {
  loading: 'Loading permissions',
  none: 'No permissions yet: the key may do nothing.',
  forTarget: (target: string) => `for ${target}`,
  remove: (grant: string) => `Remove ${grant}`,
  add: 'Add a permission',
  noMatch: 'No permission with that name',
  byName: 'Permission name',
} as const

/** Messages of the field that chooses a permission's target. */
export const targetMessages = {
  label: (permission: string, types: readonly string[]) => `${permission}: for which ${types.join(' or ')}?`,
  searching: 'Searching…',
  noMatch: 'Nothing matches',
  failed: 'The provider couldn’t be reached',
  useTyped: (type: string, typed: string) => `Use ${type} “${typed}”`,
  withoutTarget: 'Without a target',
} as const

export const STRENGTH_WORDS: Record<PassphraseStrength, string> = {
  weak: 'Strength: weak. Add more words.',
  fair: 'Strength: fair. One more word makes it strong.',
  strong: 'Strength: strong.',
}

export const maskedMessages = {
  show: (label: string) => `Show ${label}`,
  hide: (label: string) => `Hide ${label}`,
} as const

export const revealMessages = {
  secretOf: (name: string) => `Secret of ${name}`,
  reveal: 'Reveal',
  revealOf: (name: string) => `Reveal the secret of ${name}`,
  hide: 'Hide',
  hideOf: (name: string) => `Hide the secret of ${name}`,
  hidesIn: (seconds: number) => `Hides in ${seconds} s`,
} as const

export const secretFieldMessages = {
  /** Shown while the typed secret has outer spaces, so that the user sees the removal. */
  outerSpace: 'Spaces before and after the secret are removed.',
  severalLines:
    'What you pasted has several lines, which this field can’t hold. Use Paste instead: it keeps every line.',
  fromClipboard: (send: string) =>
    `Keyhold reads the secret from the clipboard when you press “${send}”. It doesn’t pass through this window. Keyhold keeps several lines as they are, and removes spaces around a single line.`,
  type: 'Type secret instead',
  paste: 'Paste',
} as const

export const noticeMessages = { proxySignIn: 'Sign in to the proxy…' } as const

export const progressMessages = {
  valueOf: (value: number, max: number) => `${value.toLocaleString()} of ${max.toLocaleString()}`,
  /** `done` is from 0 to 1. */
  percent: (done: number) => `${Math.floor(done * 100)} %`,
} as const

export const toasterMessages = { label: 'News' } as const

export const tagListMessages = {
  help: 'Separated by commas',
  malformed: 'A tag contains an invisible character.',
  tooMany: (most: number, longest: number) =>
    `Use at most ${most} tags of at most ${longest} characters each.`,
} as const

export const COPY_FORM_WORDS: Record<CopyForm, string> = {
  export: 'Copy as shell export',
  env: 'Copy as .env line',
  docker: 'Copy as NAME=… for docker --env-file',
  header: 'Copy as HTTP header',
  curl: 'Copy as curl command',
}
