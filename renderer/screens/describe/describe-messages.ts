/** The messages of the dialogs about providers that the user describes. Pure. */
import type { CredentialForm, Paging, TimeUnit } from '../../../shared/model/provider-description.ts'
import { counted } from '../../messages/counts.ts'
import type { Column, Tried } from './sample.ts'

export const describeMessages = {
  title: 'Describe a provider',
  change: (name: string) => `Edit the description of ${name}`,
  lead: 'For a provider whose HTTP API answers in JSON. Its API reference answers these questions.',
  paste: 'Paste a description…',
  pasteTitle: 'Paste a description',
  pasteLead: 'A description is a JSON document. Keyhold shows what it does before you save it.',
  pasteLabel: 'Description',
  toForm: 'Fill in a form',
  next: 'Show summary',
  faults: (count: number) => `${counted(count, 'problem')} in the description`,
  sections: {
    provider: 'Provider',
    credential: 'Credential',
    list: 'List of keys',
    create: 'New keys',
    delete: 'Deletion',
  },
  reading: 'Reading the description',
  checkTitle: (name: string) => `Check the description of ${name}`,
  checkLead:
    'Keyhold does exactly this and nothing else. Save it only if it matches the provider’s API reference.',
  checkAgain: 'If you changed how keys are read, created or deleted, review the list of an account again.',
  body: 'with this body',
  save: 'Save description',
  saved: 'Description saved',
  stepsLabel: 'What Keyhold does',
} as const

export const credentialWords: Readonly<Record<CredentialForm['kind'], string>> = {
  bearer: 'Authorization: Bearer <credential>',
  authorization: 'Authorization: <credential>',
  header: 'Another header',
  basic: 'User name and password (HTTP Basic)',
  digest: 'User name and password (HTTP Digest)',
}

export const timesWords: Readonly<Record<TimeUnit, string>> = {
  iso: 'ISO 8601 dates, such as 2027-01-15T12:00:00Z',
  seconds: 'Seconds since 1970',
  milliseconds: 'Milliseconds since 1970',
}

export const pagingWords: Readonly<Record<Paging['kind'], string>> = {
  none: 'One request returns all keys',
  number: 'Page numbers',
  address: 'The answer holds the next page’s address',
  cursor: 'The answer holds a cursor',
}

export const firstPageWords = { '0': 'Page 0', '1': 'Page 1' } as const

interface FieldWords {
  readonly label: string
  readonly help?: string
  readonly placeholder?: string
}

/** For fields that are one or more lines of text. */
export const fieldMessages = {
  name: { label: 'Name', placeholder: 'Unleash' },
  keyNoun: { label: 'Word for one key', placeholder: 'API token' },
  address: {
    label: 'API URL',
    help: 'Keyhold sends every request below this URL. An account can have a URL of its own.',
    placeholder: 'https://unleash.example.com/api/admin/',
  },
  consoleUrl: {
    label: 'Credential page',
    help: 'Where you create a credential',
    placeholder: 'https://unleash.example.com/profile',
  },
  header: { label: 'Header name', placeholder: 'X-Api-Key' },
  listPath: { label: 'Path', help: 'Below the API URL', placeholder: 'user/tokens' },
  query: {
    label: 'Query parameters',
    help: 'Sent with each page',
    placeholder: 'type=admin&limit=100',
  },
  rows: { label: 'Keys', help: 'Empty if the answer itself is the list', placeholder: '/pats' },
  id: { label: 'ID', placeholder: '/id' },
  keyName: { label: 'Name', placeholder: '/description' },
  expires: { label: 'Expiry', placeholder: '/expiresAt' },
  lastUsed: { label: 'Last use', placeholder: '/seenAt' },
  created: { label: 'Creation', placeholder: '/createdAt' },
  handle: { label: 'Handle', help: 'A mask or a prefix of the secret', placeholder: '/prefix' },
  secret: {
    label: 'Whole secret (only if the list shows it)',
    help: 'Keyhold removes it and never stores it',
    placeholder: '/secret',
  },
  parameter: { label: 'Query parameter', placeholder: 'page' },
  nextPointer: { label: 'In the answer at', placeholder: '/next' },
  createPath: { label: 'Path', help: 'Below the API URL', placeholder: 'user/tokens' },
  createBody: {
    label: 'Body (JSON)',
    help: 'Keyhold fills in {name}, {expires} and {lifetimeSeconds}. A member with a time is left out for a key without an expiry.',
  },
  createId: { label: 'ID in the answer', placeholder: '/id' },
  createSecret: { label: 'Secret in the answer', placeholder: '/secret' },
  deletePath: { label: 'Path', help: '{id} is the key’s ID', placeholder: 'user/tokens/{id}' },
  deleteBody: { label: 'Body (JSON)', placeholder: '{ "id": "{id}" }' },
} as const satisfies Readonly<Record<string, FieldWords>>

export type TextFieldName = keyof typeof fieldMessages

export const formMessages = {
  credential: 'Sent as',
  pointers:
    'Say where the answer holds each value, as a JSON Pointer: /id is the member “id” of a key, and /user/name is a member inside another one.',
  times: 'Times are written as',
  paging: 'Paging',
  firstPage: 'First page',
  creates: 'Keyhold creates keys',
  deletes: 'Keyhold deletes keys',
  method: 'Method',
  leavesOld: 'Do earlier keys keep working when a new key is created?',
  leavesOldHelp: 'Keyhold can’t find this out. It offers to replace a key only if they do.',
  leavesOldChoices: { yes: 'Yes, they keep working', no: 'No, they stop working' },
} as const

export const sampleMessages = {
  fold: 'Try a sample answer',
  label: 'Sample answer (JSON)',
  help: 'Stays in this window: Keyhold doesn’t send or store it',
  fill: 'Fill in from the sample',
  use: (pointer: string) => `Use ${pointer === '' ? 'the whole answer' : pointer}`,
  table: 'What the sample shows',
  tried: (found: Tried): string => {
    switch (found.kind) {
      case 'empty':
        return ''
      case 'not-json':
        return 'The sample is not JSON.'
      case 'no-list':
        return found.arrays.length === 0
          ? 'The sample has no list of keys.'
          : 'There is no list at the pointer of “Keys”.'
      case 'no-rows':
        return 'The list in the sample is empty.'
      case 'rows':
        return `${counted(found.count, 'key')} found${found.count > found.rows.length ? `, the first ${String(found.rows.length)} shown` : ''}`
    }
  },
  leaks: 'The ID contains the secret. An ID is stored openly, so choose another one.',
} as const

export const columnWords: Readonly<Record<Column, string>> = {
  keyName: 'Name',
  id: 'ID',
  handle: 'Handle',
  expires: 'Expiry',
  lastUsed: 'Last use',
  created: 'Creation',
  secret: 'Secret',
}

export const cellWords = {
  none: { created: '–', others: 'never' },
  missing: 'missing',
  unreadable: 'unreadable',
  hidden: 'hidden',
  leaks: 'contains the secret',
} as const
