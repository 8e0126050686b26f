/** What the settings say about the keychain and what of it is ours. Pure. */
import type { EntryCount } from '../../../shared/contract/keychain.ts'
import type { KeychainHealth } from '../../../shared/contract/snapshot.ts'

export function lastingWords({ state, lasts }: KeychainHealth): string {
  if (lasts === 'for-good') return 'Persistent'
  if (lasts === 'session')
    return 'They are lost: this collection lives in memory and ends with your session. Make another one the default in the keychain’s own settings.'
  return state === 'ready' ? 'Unknown' : 'Unknown while it isn’t responding'
}

/** How the system's last prompt ended, where it did not help. */
export const promptWords = ({ lastPrompt }: KeychainHealth): string | undefined =>
  lastPrompt && PROMPT_ENDS[lastPrompt]

const PROMPT_ENDS: Record<NonNullable<KeychainHealth['lastPrompt']>, string> = {
  dismissed: 'You closed its last prompt.',
  unanswered: 'Its last prompt was not answered.',
}

/** What the button for {@link KeychainHealth.offers} says. */
export const OFFERS: Record<NonNullable<KeychainHealth['offers']>, string> = {
  unlock: 'Unlock the keyring',
  'create-keyring': 'Create a keyring',
}

const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

/** "12 secrets and 3 credentials, by the database." */
export function countWords({ secrets, credentials, proxyPasswords, underWay }: EntryCount): string {
  const parts = [
    counted(secrets, 'secret', 'secrets'),
    counted(credentials, 'credential', 'credentials'),
    ...(proxyPasswords > 0 ? [counted(proxyPasswords, 'proxy password', 'proxy passwords')] : []),
    ...(underWay > 0 ? [counted(underWay, 'key of a recovery file', 'keys of recovery files')] : []),
  ]
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}, by the database.`
}

/** What was given to keychains other than the one that answers now. */
export function elsewhere({ keychains }: EntryCount, keychain: KeychainHealth): EntryCount['keychains'] {
  if (keychain.state !== 'ready') return []
  return keychains.filter(({ backend, entries }) => entries > 0 && backend !== keychain.backend)
}
