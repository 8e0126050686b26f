/** Messages shown before many keys are replaced: what is created, what it costs, and how long both keys of a pair stay active. */
import { dayText } from '../../messages/dates.ts'
import { KEY_STATES } from '../../../shared/expiry/state-messages.ts'
import type { Expiry } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import type { Refusal, ReplacePlan } from './replace-plan.ts'
import { counted, keysText } from '../../messages/counts.ts'
import { isOrAre } from './selection-messages.ts'

export const replaceKeysMessages = {
  title: 'Replace keys',
  /** The title if none of the selected keys can be replaced. */
  nothing: 'No keys to replace',
  replace: (count: number) => `Replace ${keysText(count)}`,
  tooMany: (most: number) => `Up to ${keysText(most)} at once`,
  tooManyDetail: 'Select fewer keys. Replace the others after this batch.',
  overlap: 'Keep both keys of a pair active for',
  pause: 'Pause between two keys',
  /** Keyed by seconds. */
  pauses: { 0: 'None', 5: '5 s', 60: '1 min', 600: '10 min' },
  expireSooner: (count: number) => `${keysText(count)} ${count === 1 ? 'expires' : 'expire'} before that`,
  expireSoonerDetail: 'An overlap ends when its old key expires.',
  otherBatch: 'Another batch is still running',
  otherBatchDetail: 'Wait until it finishes, or skip the keys that are still waiting.',
  showOther: 'Show batch',
} as const

export const beforeReplaceMessages = {
  share: (count: number, provider: string) => `${keysText(count)} at ${provider}`,
  /** `known`: the text from the provider's metadata; missing if the provider has none. */
  means: (count: number, known: string | undefined, provider: string, noun: string) =>
    `${count > 1 ? 'For each of them: ' : ''}${known ?? `${provider} creates a second ${noun} like it. The old key keeps working until you retire it.`}`,
  oldKeys: 'Old keys keep working until you retire them. Find each pair under Overlapping.',
  oneByOne: 'One key at a time. Pauses if a result is unclear or Keyhold restarts.',
  ownCredentials: (count: number) =>
    count === 1
      ? 'An account signs in with one of them. It switches to the new key when you retire the old one.'
      : `Accounts sign in with ${count.toLocaleString()} of them. They switch to the new keys when you retire the old ones.`,
} as const

export const newKeysMessages = {
  title: 'New keys',
  /** For example "expires Mar 14, 2027". */
  expiry(expires: Expiry): string {
    if (expires.source === 'unknown') return KEY_STATES.unknown
    return expires.at === undefined ? 'never expires' : `expires ${dayText(expires.at)}`
  },
  /** Followed by the instant. */
  oldExpires: 'The old key expires',
} as const

/** Why these keys can’t be replaced. */
export function refusalWords({ why, provider, keys: { length: count } }: Refusal): string {
  const keys = keysText(count)
  switch (why) {
    case 'no-account':
      return `${counted(count, 'manual key')}: rotate ${count === 1 ? 'it' : 'them'} yourself.`
    case 'gone':
      return `${keys} ${isOrAre(count)} deleted at the provider.`
    case 'unable':
      return `${keys}: ${provider ?? commonMessages.theProvider} can’t create a second key in this account.`
    case 'overlapping':
      return `${keys} ${isOrAre(count)} already being replaced. Finish that first.`
    case 'open':
      return `${keys} ${count === 1 ? 'has' : 'have'} an unfinished operation.`
  }
}

/** `undefined`: all keys can be replaced. */
export function refusedTitle({ keys, refusals }: ReplacePlan): string | undefined {
  const refused = refusals.reduce((sum, one) => sum + one.keys.length, 0)
  if (refused === 0) return undefined
  return `${refused.toLocaleString()} of ${(refused + keys.length).toLocaleString()} can’t be replaced with overlap`
}
