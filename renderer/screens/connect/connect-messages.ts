/** The messages of an account's dialogs: choosing its provider, its form, its test and its first sync. */
import { durationWords } from '../../../shared/expiry/expiry.ts'
import type { Abilities } from '../../../shared/model/catalogue.ts'
import type { SyncState } from '../../../shared/model/model.ts'
import { counted } from '../../messages/counts.ts'

export const connectMessages = {
  connect: (provider: string) => `Connect ${provider}`,
} as const

export const changeAccountMessages = {
  title: (name: string) => `Edit ${name}`,
  save: (name: string) => `Save ${name}`,
  saved: 'Account saved',
  remove: 'Remove…',
  /** The name of the key is shown between these two texts. */
  signsInBefore: 'Signs in with',
  signsInAfter: ', a key in this vault. If you regenerate that key, the account uses the new secret.',
} as const

export const testMessages = {
  start: 'Test connection',
  cancel: 'Cancel test',
  running: (provider: string) => `Testing the connection to ${provider}`,
  runningShown: (provider: string) => `Testing the connection to ${provider}…`,
} as const

/** A label inside a sentence. "Managing API key" gets a small first letter; "API key" does not. */
const insideSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label

export const accountFieldsMessages = {
  newCredential: (label: string) => `New ${insideSentence(label)}`,
  newCredentialHelp:
    'Leave empty to keep the current one. Required again if you change the API URL or certificate.',
  createCredential: (provider: string) => `Create one at ${provider}`,
  name: 'Account name',
  nameHelp: 'Shown in the sidebar. Only you see it.',
  saveUntested: 'Save anyway',
  untestedKnown: 'Replaces the working credential without a test.',
  untestedNew: 'Stays “Never synced” until a sync succeeds.',
} as const

const ABILITIES: readonly (readonly [keyof Abilities, string])[] = [
  ['create', 'create'],
  ['update', 'edit'],
  ['setEnabled', 'enable / disable'],
  ['regenerate', 'regenerate'],
  ['revoke', 'delete'],
  ['replace', 'replace with overlap'],
  ['verify', 'test a key'],
  ['permissions', 'see permissions'],
]

export const providerListMessages = {
  search: 'Search providers',
  enterChooses: (provider: string) => `Press Enter to choose ${provider}`,
  groups: {
    used: 'Used in this vault',
    described: 'Described by you',
    popular: 'Popular',
    others: 'More providers',
    found: 'Found',
  },
  found: (count: number) => `${counted(count, 'provider')} found`,
  none: (query: string) => `No provider matches “${query}”. You can describe it, or add its keys manually.`,
  abilitiesLabel: 'What Keyhold can do with this provider',
  /** For example "list, create, regenerate". Every provider can list. */
  abilities: (can: Abilities): readonly string[] => [
    'list',
    ...ABILITIES.filter(([name]) => can[name]).map(([, words]) => words),
  ],
  describe: 'Describe another provider…',
  describeSummary: 'For any service with an API that lists its keys.',
  other: 'Add a key manually…',
  otherSummary: 'For any other service. Keyhold stores the key and tracks its expiry.',
} as const

export const testReportMessages = {
  label: 'Connection tested',
  works: 'The credential works',
  /** The identity at the provider is shown after this text. */
  worksAs: 'The credential works:',
  allowed: { yes: 'yes', no: 'no', unknown: 'unknown' },
  /** `label` is "IAM policy". */
  policy: (label: string) => `${label} with every permission that Keyhold uses`,
  copyPolicy: (label: string) => `Copy ${label}`,
  copied: 'Copied',
  /** Positive: this machine's clock is ahead. For example "12 min ahead of" or "3 h behind". */
  clock: (skewMs: number) =>
    `This computer’s clock is ${durationWords(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'} the provider’s. Expiry countdowns may be off by the same amount.`,
  credentialEnds: (isOver: boolean, relative: string, day: string) =>
    `This credential ${isOver ? 'expired' : 'expires'} ${relative}, on ${day}.`,
} as const

export const firstSyncMessages = {
  /** Says "connected" only after a successful test or sync. */
  title(name: string | undefined, state: SyncState['state'], isTested: boolean): string {
    const who = name ?? 'The account'
    if (state === 'failed') return `${who} saved, but never synced`
    return isTested || state === 'done' ? `${who} connected` : `${who} saved, not tested yet`
  },
  waiting: 'Waiting for the first sync',
  starting: 'The first sync starts…',
  keysFound: 'Keys found',
  mayClose: 'You can close this window; the sync continues.',
  syncAgain: 'Sync again',
  found: (count: number, noun = 'key') =>
    count === 0 ? `No ${noun}s found` : `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'} found`,
  showAccount: (name: string) => `Show ${name}`,
  showKeys: (name = 'the account') => `Show keys of ${name}`,
} as const
