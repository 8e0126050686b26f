/** The texts about a described provider, made from its description. */
import type { Field, ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { CredentialForm, ProviderDescription } from '../../../shared/model/provider-description.ts'
import { sendsEnd } from './placeholders.ts'

export const LONGEST_NAME = 200

export function summaryOf({ create, delete: deletion }: ProviderDescription): string {
  const actions = ['List', ...(create ? ['create'] : []), ...(deletion ? ['delete'] : [])]
  const last = actions.length > 1 ? ` and ${actions.at(-1) ?? ''}` : ''
  const first = actions.slice(0, Math.max(1, actions.length - 1)).join(', ')
  return `${first}${last} keys. Described by you.`
}

export function createFieldsOf({ create, newKeyLeavesOld }: ProviderDescription): readonly Field[] {
  if (create === undefined) return []
  const name: Field = { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_NAME }
  const end: Field = {
    name: 'expires',
    label: 'Expires',
    help: 'Leave empty for no expiry',
    kind: 'instant',
    required: false,
  }
  return [
    newKeyLeavesOld ? name : { ...name, help: 'Earlier keys stop working as soon as the new key exists' },
    ...(sendsEnd(create.body) ? [end] : []),
  ]
}

export function credentialOf({
  credential,
  consoleUrl,
}: ProviderDescription): ProviderMetadata['credential'] {
  const isPassword = credential.kind === 'basic' || credential.kind === 'digest'
  const made = consoleUrl === undefined ? '' : ` Create it at ${new URL(consoleUrl).host}.`
  return { label: isPassword ? 'Password' : 'Token', help: `${wayOf(credential)}${made}` }
}

function wayOf(credential: CredentialForm): string {
  switch (credential.kind) {
    case 'bearer':
      return 'Sent in the header Authorization, after the word Bearer.'
    case 'authorization':
      return 'Sent in the header Authorization, as it is.'
    case 'header':
      return `Sent in the header ${credential.name}.`
    case 'basic':
      return 'Sent with the user name in the header Authorization (HTTP Basic).'
    case 'digest':
      return 'Signs requests with HTTP Digest and is never sent itself.'
  }
}

export function rotationOf(
  { name, list, create, newKeyLeavesOld }: ProviderDescription,
  canReplace: boolean,
): ProviderMetadata['rotation'] {
  return {
    oldSecretDies: 'none',
    regenerate: newKeyLeavesOld
      ? `${name} has no call that regenerates a key. Create a second one, give it to your programs, then delete the old one.`
      : `${name} has no call that regenerates a key. Earlier keys stop working as soon as a new key exists.`,
    ...(canReplace && {
      replace: `Creates a second key with the same name${
        create !== undefined && sendsEnd(create.body) ? ' and a life of the same length' : ''
      }. Nothing else of the old key is copied. The old key keeps working until you retire it, which deletes it.`,
    }),
    revoke: 'Anything using this key stops working. This can’t be undone.',
    keepsExpiry: list.expires !== undefined,
    reportsRenewal: false,
  }
}
