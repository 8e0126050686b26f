/** A whole description as sentences: which calls are made, what they send, and what is read from the answers. */
import type { Paging, ProviderDescription, TimeUnit } from '../../../shared/model/provider-description.ts'

/** One part of a description. `body` is the JSON text that a call sends. */
export interface Passage {
  readonly title: string
  readonly lines: readonly string[]
  readonly call?: string
  readonly body?: string
}

const TIMES: Readonly<Record<TimeUnit, string>> = {
  iso: 'Times are ISO 8601 dates.',
  seconds: 'Times are seconds since 1970.',
  milliseconds: 'Times are milliseconds since 1970.',
}

const baseOf = (address: string): string => (address.endsWith('/') ? address : `${address}/`)
const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address)

/** The whole answer, or the part of it at a pointer. */
const placeOf = (pointer: string, whole: string): string => (pointer === '' ? whole : pointer)

/** The whole description. Nothing may be left out, because the user reads this before saving it. */
export function passagesOf(description: ProviderDescription): readonly Passage[] {
  return [
    provider(description),
    list(description),
    creation(description),
    deletion(description),
    replacement(description),
  ]
}

function provider({ name, keyNoun, address, consoleUrl, credential }: ProviderDescription): Passage {
  return {
    title: `${name} at ${hostOf(address)}`,
    lines: [
      `Keyhold sends every request to ${hostOf(address)}, below ${baseOf(address)}, and to no other host. An account can have a URL of its own.`,
      credentialWords(credential),
      `Keyhold calls a key of this provider “${keyNoun}”.`,
      consoleUrl === undefined
        ? 'The description names no page for creating a credential.'
        : `You create a credential at ${consoleUrl}.`,
    ],
  }
}

function credentialWords(credential: ProviderDescription['credential']): string {
  switch (credential.kind) {
    case 'bearer':
      return 'Each request carries the credential in the header “Authorization”, after the word “Bearer”.'
    case 'authorization':
      return 'Each request carries the credential in the header “Authorization”, as it is.'
    case 'header':
      return `Each request carries the credential in the header “${credential.name}”.`
    case 'basic':
      return 'Each request carries a user name and the credential as its password (HTTP Basic).'
    case 'digest':
      return 'Each request is signed with a user name and the credential as its password (HTTP Digest).'
  }
}

function list({ address, list: calls, times }: ProviderDescription): Passage {
  const { rows, id, name, expires, lastUsed, created, handle, secret, paging } = calls
  const read = [
    ['the ID', id],
    ['the name', name],
    ['the expiry', expires],
    ['the last use', lastUsed],
    ['the creation', created],
    ['the handle', handle],
  ].flatMap(([what, pointer]) =>
    pointer === undefined ? [] : [`${String(what)} at ${placeOf(pointer, 'the row itself')}`],
  )
  const query = Object.entries(calls.query)
  return {
    title: 'List of keys',
    call: `GET ${baseOf(address)}${calls.path}`,
    lines: [
      ...(query.length > 0
        ? [`Each request adds ${query.map(([key, value]) => `${key}=${value}`).join(', ')}.`]
        : []),
      `The keys are at ${placeOf(rows, 'the whole answer')}. In each, Keyhold reads ${read.join(', ')}.`,
      TIMES[times],
      ...(secret === undefined
        ? []
        : [
            `The list shows the whole secret at ${secret}. Keyhold removes it from everything that it reads, and never stores it.`,
          ]),
      pagingWords(paging),
    ],
  }
}

function pagingWords(paging: Paging): string {
  switch (paging.kind) {
    case 'none':
      return 'One request returns all keys.'
    case 'number':
      return `Keyhold asks for one page after the other by number, in the parameter “${paging.parameter}”, from ${String(paging.first)} on, until a page is empty.`
    case 'address':
      return `Each answer names the next page at ${placeOf(paging.pointer, 'the whole answer')}. Keyhold refuses pages on another host.`
    case 'cursor':
      return `Each answer has a cursor at ${placeOf(paging.pointer, 'the whole answer')}, which the next request sends in the parameter “${paging.parameter}”.`
  }
}

function creation({ address, create }: ProviderDescription): Passage {
  if (create === undefined) return { title: 'New keys', lines: ['Keyhold creates no keys at this provider.'] }
  return {
    title: 'New keys',
    call: `${create.method} ${baseOf(address)}${create.path}`,
    body: JSON.stringify(create.body, null, 2),
    lines: [
      `In the answer, Keyhold reads the ID at ${placeOf(create.id, 'the whole answer')} and the secret at ${placeOf(create.secret, 'the whole answer')}.`,
    ],
  }
}

function deletion({ address, delete: deletes }: ProviderDescription): Passage {
  if (deletes === undefined)
    return { title: 'Deletion', lines: ['Keyhold deletes no keys at this provider.'] }
  return {
    title: 'Deletion',
    call: `${deletes.method} ${baseOf(address)}${deletes.path}`,
    ...(deletes.body !== undefined && { body: JSON.stringify(deletes.body, null, 2) }),
    lines: [],
  }
}

function replacement({ create, delete: deletes, newKeyLeavesOld }: ProviderDescription): Passage {
  const title = 'Replacement'
  if (create === undefined) return { title, lines: ['Keyhold replaces no keys at this provider.'] }
  if (!newKeyLeavesOld)
    return {
      title,
      lines: [
        'Earlier keys stop working when a new key is created, so Keyhold doesn’t offer to replace a key.',
      ],
    }
  return deletes === undefined
    ? {
        title,
        lines: [
          'Earlier keys keep working when a new key is created. Without deletion, Keyhold doesn’t offer to replace a key.',
        ],
      }
    : {
        title,
        lines: [
          'Earlier keys keep working when a new key is created, so Keyhold can replace a key with overlap.',
        ],
      }
}
