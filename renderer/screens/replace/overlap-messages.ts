/** Messages of an overlap: its status and the next steps, the recommended one first. Pure. */
import { commandFacts } from '../../../shared/desktop/commands.ts'
import { capital, KEY_STATES, OVERLAP_STATES } from '../../../shared/expiry/state-messages.ts'
import { hasEndedThere, isOverdue, type OverlapOperation } from '../../../shared/model/overlap.ts'

export type OverlapStep =
  | 'retire' // ends the old key
  | 'keep-longer'
  | 'roll-back' // ends the new key
  | 'revive' // enables the old key again
  | 'finish' // leaves the old key disabled

export interface OverlapWords {
  readonly tone: 'note' | 'good' | 'warn'
  readonly title: string
  readonly detail: string
  readonly steps: readonly OverlapStep[]
}

/**
 * `provider`: its name; missing if the user pasted the new value, since no provider can then end the old one. `oldWorks`: whether the old
 * key still works, as far as its dates and its enabled state show.
 */
export function overlapWords(
  operation: OverlapOperation,
  provider: string | undefined,
  now: number,
  oldWorks = true,
): OverlapWords {
  const { state, overlap } = operation
  if (overlap.endsAtProvider) return endsAtProvider(operation, provider, now)
  if (state === 'retired') return retired(provider)
  if (state === 'rolling-back') return unsettled('deleting the new key', provider, ['roll-back'])
  if (state !== 'retiring') return oldWorks ? sideBySide(operation, provider, now) : ONLY_NEW
  const action = overlap.doing === 'switch-off' ? 'disabling the old key' : 'deleting the old key'
  return unsettled(action, provider, ['retire', 'keep-longer'])
}

const ONLY_NEW: OverlapWords = {
  tone: 'note',
  title: 'Only the new one works',
  detail:
    'The old one had already expired or been disabled. Update everything that uses the old one, then retire it.',
  steps: ['retire', 'keep-longer', 'roll-back'],
}

const retired = (provider: string | undefined): OverlapWords => ({
  tone: 'good',
  title: 'The old key is disabled',
  detail: `${provider ?? 'Its provider'} rejects it. If something still needs it, enable it again. Otherwise delete it, or leave it disabled.`,
  steps: ['retire', 'revive', 'finish', 'roll-back'],
})

const unsettled = (
  action: string,
  provider: string | undefined,
  steps: readonly OverlapStep[],
): OverlapWords => ({
  tone: 'warn',
  title: `Couldn’t confirm: ${action}`,
  detail: `${provider ?? 'The provider'} may have done it. Trying again is safe.`,
  steps,
})

/** The old secret of a key that its provider ends by itself: it cannot be restored, and the user is not asked at the end. */
function endsAtProvider(
  { state, overlap }: OverlapOperation,
  provider: string | undefined,
  now: number,
): OverlapWords {
  const who = provider ?? 'The provider'
  if (hasEndedThere(overlap, now))
    return {
      tone: 'note',
      title: 'The old secret has ended',
      detail: `${who} no longer accepts it. The next sync closes this.`,
      steps: [],
    }
  if (state === 'retiring') return unsettled('ending the old secret', provider, ['retire', 'keep-longer'])
  return {
    tone: 'note',
    title: 'Both secrets work',
    detail: `${who} ends the old one by itself. Update everything that uses it before then.`,
    steps: ['retire', 'keep-longer'],
  }
}

function sideBySide({ overlap }: OverlapOperation, provider: string | undefined, now: number): OverlapWords {
  const what = provider === undefined ? 'secrets' : 'keys'
  const isOver = isOverdue(overlap, now)
  return {
    tone: isOver ? 'warn' : 'note',
    title: isOver ? 'Overlap ended: retire the old key' : `Both ${what} work`,
    detail: isOver
      ? `Both ${what} still work. Retire the old one or extend the overlap.`
      : 'Update everything that uses the old one, then retire it.',
    steps: ['retire', 'keep-longer', 'roll-back'],
  }
}

export const STEP_WORDS: Record<OverlapStep, (operation: OverlapOperation) => string> = {
  retire({ state, overlap }) {
    if (state === 'retiring') return 'Try again…'
    if (overlap.endsAtProvider) return 'End old secret…'
    return state === 'retired' ? 'Delete old key…' : commandFacts('retire').words
  },
  'keep-longer': () => commandFacts('keep-longer').words,
  'roll-back': ({ state }) => (state === 'rolling-back' ? 'Try again…' : commandFacts('roll-back').words),
  revive: () => commandFacts('revive').words,
  finish: () => commandFacts('finish').words,
}

/** The results of the steps that need no dialog. */
export const stepDoneMessages = {
  revive: 'The old key is enabled again',
  finish: 'The old key stays disabled',
} as const

/** The three steps of a replacement. */
export const stepMessages = {
  label: 'Steps of the replacement',
  ofKeys: { 'new-key': 'New key', 'switch-over': 'Switch over', retire: 'Retire' },
  ofSecrets: { 'new-key': 'New secret', 'switch-over': 'Switch over', retire: 'Retire' },
} as const

/** A replacement whose new key is not safe yet. */
export const unfinishedMessages = {
  unsaved: {
    title: 'The new key’s secret isn’t in your keychain yet',
    detail: 'The old key keeps working.',
  },
  unknown: {
    title: 'Couldn’t confirm whether a new key was created',
    detail: 'The old key keeps working.',
  },
  running: { title: 'Keyhold is creating the new key', detail: 'The old key keeps working.' },
  next: 'Show next steps',
  nextOf: (name: string) => `Show next steps for ${name}`,
} as const

/** The checklist of the places that have to use the new key. */
export const switchOverMessages = {
  title: 'Used by',
  count: (done: number, all: number) => `${done.toLocaleString()} of ${all.toLocaleString()} switched over`,
  notes: 'Everything listed in your notes',
  everywhere: 'Everything that uses the old one',
  everywhereHint: 'Add an environment variable or notes to this key to build a checklist here',
  /** `isOneKey`: two secrets of one key, since the user pasted the new one. */
  copyNew: (isOneKey: boolean) => (isOneKey ? 'Copy new secret' : 'Copy new key'),
  copyAs: 'Copy as…',
  copyNewAs: (name: string) => `Copy as… (new ${name})`,
  /** Follows the account's name. */
  account:
    'signs in with the old key. Keyhold switches the account to the new key when you retire the old one.',
} as const

export const overlapMessages = {
  title: 'Replacement',
  isReady: 'All places use the new one. You can retire the old one.',
  oldEndsFirst: 'The old key expires before the overlap ends',
  /** The instant is shown between this and `oldEndsAfter`. */
  oldEndsBefore: 'It stops working',
  oldEndsAfter: '.',
  /** Followed by the instant. */
  until: 'until',
  new: capital(OVERLAP_STATES.new),
  old: 'Old',
  oldDisabled: `Old, ${KEY_STATES.disabled}`,
  /** `shown`: the handle or the name that the button shows. */
  showOther: (shown: string) => `Show the other key, ${shown}`,
  thisKey: 'this key',
  version: (version: number) => (version === 0 ? 'not in Keyhold' : `version ${version}`),
  copy: {
    new: (name: string) => `Copy the new ${name}`,
    old: (name: string) => `Copy the old ${name}`,
  },
} as const

export const verifyMessages = {
  verify: 'Test new key',
  verifyNamed: (name: string) => `Test new key (${name})`,
  works: (provider: string) => `${provider} accepts the new key`,
  fails: (provider: string) => `${provider} rejected the new key`,
  /** The relative time is shown between this and `testedAfter`. */
  testedBefore: 'Tested',
  testedAfter: {
    works: '. The test changes nothing at the provider.',
    fails: '. The test changes nothing at the provider. Don’t retire the old one yet.',
  },
} as const
