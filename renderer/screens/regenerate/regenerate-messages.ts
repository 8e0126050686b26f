/** Messages for regenerating a key and for entering a secret. The messages of outcomes are in `outcome-messages.ts`. Pure. */
import { commandMessages } from '../../commands/commands-messages.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { momentText } from '../../messages/dates.ts'

export const regenerateMessages = {
  title: (name: string) => `Regenerate ${name}`,
  confirm: (name: string, provider: string) => `Regenerate ${name} at ${provider}`,
  running: 'Regenerating…',
} as const

/** Shown before the click. */
export const beforeMessages = {
  /** Follows the provider's own sentences about what regenerating does. */
  noUndo: 'You can’t undo this.',
  /** The key's name is shown between this and `noOverlapAfter`. */
  noOverlapBefore: (provider: string) =>
    `There is no overlap: until you deploy the new secret, ${provider} rejects whatever uses`,
  noOverlapAfter: '.',
  safeFirst: 'The new secret is backed up encrypted on disk, saved to your keychain and verified.',
  oldKept: (version: number) => `Keyhold keeps the old one as version ${version}.`,
  /** Follows the account's name. */
  accountFollows: 'signs in with this key. Keyhold switches it to the new secret.',
  /** Before and after, where a regeneration does not move the date. */
  expiryStays: (at: number, provider: string) =>
    `The expiry date stays ${momentText(at)}. To move it, choose “${commandMessages.editAt(provider)}”.`,
  /** Where the provider can let the old secret work for a while. */
  endsByItself: (provider: string) =>
    `${provider} then ends it by itself. You can end it earlier. Don’t use this for a leaked secret.`,
  ifPlanned: 'Not leaked? Replace it instead to avoid downtime:',
  replaceInstead: 'Replace instead…',
} as const

export const keychainWarningMessages = {
  title: (backend: string) => `${backend === '' ? 'The keychain' : backend} didn’t respond last time`,
  detail: 'Keyhold tests the keychain first and stops if it can’t save.',
} as const

/** Where a key is used. */
export const usedByMessages = {
  title: 'Used by',
  /** Followed by the relative time. */
  lastUsed: 'Last used',
  empty: 'Add an environment variable or notes to this key to build a checklist here.',
} as const

/** The steps of a running operation. */
export const progressListMessages = {
  done: 'done',
  now: 'now',
  todo: 'to come',
  waiting: 'Waiting for another operation on this account to finish.',
  checkKeychain: 'Check keychain',
  create: (provider: string) => `Create new key at ${provider}`,
  regenerate: (provider: string) => `Regenerate at ${provider}`,
  backUp: 'Back up response',
  save: 'Save to keychain and verify',
  record: 'Record in vault',
} as const

/** Shown when the call that runs an operation failed unexpectedly. */
export const stoppedMessages = {
  title: 'Lost track of this operation',
  detail: 'If it started, it is listed under “Needs attention”. Check there before you try again.',
  showOpen: 'Show open operations',
} as const

/** For entering a secret: the first one of a key, or the next one. */
export const pasteMessages = {
  loading: 'Reading the key',
  noSecret: 'Type or paste the secret first.',
  first: {
    title: (name: string) => `Add the secret of ${name}`,
    confirm: (name: string) => `Save the secret of ${name}`,
    label: 'Secret',
    intro: (provider: string | undefined) =>
      `${provider ?? 'The provider'} shows a secret only once, so Keyhold doesn’t have this one. If you have it, Keyhold stores it. Nothing changes at ${provider ?? commonMessages.theProvider}.`,
  },
  next: {
    title: (name: string) => `Update the secret of ${name}`,
    confirm: (name: string) => `Save the new secret of ${name}`,
    label: 'New secret',
    intro: (version: number) =>
      `Create the new secret where this key comes from, then paste it. Keyhold keeps the old secret as version ${version} until you delete it.`,
    expires: 'The new secret expires',
  },
  oldLivesOn: 'The old secret keeps working for a while',
  oldLivesOnHint: 'Keyhold stores both and reminds you to retire the old one',
  oldLivesOnFor: 'The old secret keeps working for',
} as const
