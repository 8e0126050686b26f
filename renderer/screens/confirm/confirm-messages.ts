/** The messages of the dialogs that ask before a destructive command. Pure. */
import { keysText } from '../../messages/counts.ts'

/** The user types the name, or ticks a box if the name cannot be typed. */
export const nameCheckMessages = {
  /** The name is shown between these two texts. */
  typeBefore: 'Type',
  typeAfter: 'to confirm.',
  /** The name is shown after this text. */
  tick: 'Yes, I mean',
  noName: 'the key without a name',
} as const

export const enableMessages = {
  title: (name: string) => `Enable ${name}?`,
  confirm: (name: string, provider: string) => `Enable ${name} at ${provider}`,
  done: (provider: string) => `Enabled at ${provider}`,
  detail: (provider: string) => `${provider} accepts the key again, with the same secret.`,
} as const

export const disableMessages = {
  title: (name: string) => `Disable ${name}?`,
  confirm: (name: string, provider: string) => `Disable ${name} at ${provider}`,
  done: (provider: string) => `Disabled at ${provider}`,
  detail: (provider: string) =>
    `${provider} rejects this key until you enable it again. Its secret doesn’t change.`,
} as const

/** Deletes a key at its provider. */
export const revokeMessages = {
  title: (name: string, provider: string) => `Delete ${name} at ${provider}?`,
  confirm: (name: string, provider: string) => `Delete ${name} at ${provider}`,
  done: (provider: string) => `Deleted at ${provider}`,
  kept: (provider: string) =>
    `Its record, notes and secrets stay in Keyhold until you remove them. Keyhold can’t undo what ${provider} does.`,
} as const

/** Deletes a key from Keyhold. */
export const deleteMessages = {
  title: (name: string) => `Remove ${name} from Keyhold?`,
  confirm: (name: string) => `Remove ${name} from Keyhold`,
  lost: 'Deletes the secret, all versions, notes and tags. Make sure you have a copy.',
  lostWithoutSecret: 'Deletes its notes, tags and version history. No secret is stored for it.',
  lostWhereGone:
    'Deletes the secret, all versions, notes and tags. The key is already deleted at its provider.',
  keepsWorking: 'The key itself keeps working at the provider.',
  undo: 'You can undo this for 10 seconds.',
} as const

export const deleteVersionMessages = {
  title: (version: number, name: string) => `Delete version ${version} of ${name}?`,
  confirm: (version: number, name: string) => `Delete version ${version} of ${name}`,
  done: (version: number) => `Version ${version} deleted`,
  detail: (current: number) =>
    `This secret is deleted from your keychain. You can’t undo this. The current one, version ${current}, stays.`,
} as const

/** For a dialog whose subject was deleted in the meantime. */
export const missingMessages = {
  key: {
    title: 'This key was deleted',
    detail: 'It was removed from the vault, or merged with another key.',
  },
  account: { title: 'This account was removed', detail: 'It is no longer in the vault.' },
  version: { title: 'This version was deleted', detail: 'It is no longer in the vault.' },
  operation: {
    title: 'Already resolved',
    detail: 'This operation has ended. You don’t need to do anything.',
  },
} as const

/** Deletes one keychain entry. */
export const orphanMessages = {
  title: 'Delete this keychain entry?',
  confirm: 'Delete this entry',
  done: 'Entry deleted',
  onlyCopy:
    'It may be the only copy of a secret. If you opened a backup or started a new vault, an older database may still refer to it. You can’t undo this.',
  proxyStays: 'The stored sign-in for the proxy doesn’t change.',
  noSecret: 'It holds no secret of yours.',
} as const

export const ownCredentialMessages = {
  change: (account: string) => `Change credential for ${account}`,
  /** The account is shown before this text, the key after it. */
  signsInWith: 'signs in with',
  /** Shown directly after the key, without a space. */
  consequence:
    '. Without it, Keyhold can’t list or rotate any key of this account. Change the account’s credential first.',
} as const

const keysStay = (count: number) => `${keysText(count)} ${count === 1 ? 'stays' : 'stay'}`
/** Has no full stop, since a sentence may continue after it. */
const keysLeft = (count: number) =>
  count === 0 ? 'It has no keys in Keyhold' : `Its ${keysStay(count)} in Keyhold`

export const removeAccountMessages = {
  title: (account: string) => `Remove ${account}?`,
  confirm: (account: string) => `Remove ${account} from Keyhold`,
  done: 'Account removed',
  doneDetail: (count: number) => `${keysLeft(count)}.`,
  keys: (count: number) =>
    count === 0
      ? `${keysLeft(count)}.`
      : `${keysLeft(count)}, with secrets, notes and tags, as manual keys. Keyhold no longer syncs or rotates them.`,
  atProvider: (provider: string) =>
    `Nothing changes at ${provider}. The account’s credential is deleted from your keychain.`,
} as const
