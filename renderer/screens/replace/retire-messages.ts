/** Messages for the end of an overlap: the old key is retired, or the new one is rolled back. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { RetireWay } from './retire-ways.ts'

export const retireMessages = {
  title: (name: string) => `Retire the old ${name}?`,
  wayLabel: 'The old key',
  ways: { 'switch-off': 'Disable (reversible)', delete: 'Delete' },
  /** The warning before the end of an old key that places may still use. Followed by their names. */
  left: (count: number) =>
    count === 1
      ? '1 place isn’t switched over yet'
      : `${count.toLocaleString()} places aren’t switched over yet`,
  leftDetail: 'What still uses the old one stops working:',
  /** The same where no place is written down. */
  unconfirmed: 'Does everything use the new one?',
  unconfirmedDetail: 'What still uses the old one stops working.',
  /** For an old secret that the provider would end by itself later. */
  endSecret: (name: string, provider: string) => `End the old secret of ${name} at ${provider}`,
  secretEnded: 'The old secret has ended',
  endsNow: (provider: string) =>
    `${provider} rejects the old secret from then on. The new one keeps working. This can’t be undone.`,
  /** Shown while the provider is asked. Ends without a full stop, since the visible text appends "…". */
  asking: (provider: string) => `Checking with ${provider} whether the old key is still used`,
} as const

/** Missing if the user pasted the new value, or if the old key no longer exists at the provider. */
type Facts = ProviderMetadata | undefined

/** The label of the dialog's button. `oldVersion`: for a pasted value, the version that is retired. */
export function retireWords(
  by: RetireWay,
  name: string,
  metadata: Facts,
  oldVersion: number | undefined,
): string {
  const what = oldVersion === undefined ? name : `version ${oldVersion} of ${name}`
  if (metadata === undefined) return oldVersion === undefined ? `Mark ${what} as deleted` : `Delete ${what}`
  return by === 'delete' ? `Delete ${what} at ${metadata.name}` : `Disable ${what} at ${metadata.name}`
}

/** The result, for the toast. */
export function retiredWords(by: RetireWay, metadata: Facts, oldVersion: number | undefined): string {
  const what = oldVersion === undefined ? 'The old key' : `Version ${oldVersion}`
  if (metadata === undefined)
    return oldVersion === undefined ? `${what} is marked as deleted` : `${what} deleted`
  return `${what} is ${by === 'delete' ? 'deleted' : 'disabled'} at ${metadata.name}`
}

/** Says before the click what stops working. */
export function retireEffect(by: RetireWay, metadata: Facts, oldVersion: number | undefined): string {
  if (by === 'switch-off')
    return `${metadata?.name ?? 'Its provider'} rejects the old key from then on. Its secret doesn’t change, so you can enable it again.`
  if (metadata === undefined && oldVersion === undefined)
    return 'The old key is already deleted at its provider. Its record stays in Keyhold until you remove it.'
  if (metadata === undefined || oldVersion !== undefined)
    return 'Deletes the old secret from your keychain for good. Revoke it at the provider yourself.'
  return metadata.rotation.revoke
}

export const rollBackMessages = {
  ownCredentialTitle: (name: string) => `Roll back ${name}?`,
  title: (oldName: string) => `Roll back to the old ${oldName}?`,
  done: 'The old key is current again',
} as const

/** The label of the dialog's button, and the consequence. `oldWorks`: whether the old key still works, by its dates and enabled state. */
export function rollBackWords(name: string, isValue: boolean, provider: string, oldWorks: boolean) {
  if (isValue)
    return {
      words: `Delete the new secret of ${name}`,
      what: 'The new secret is deleted from your keychain. You can’t undo this. The old one is current again.',
    }
  return {
    words: `Delete the new ${name} at ${provider}`,
    what: `${provider} rejects the new key from then on: anything that already uses it breaks. You can’t undo this. The old key, which ${oldWorks ? 'still works' : 'doesn’t work now'}, is current again.`,
  }
}
