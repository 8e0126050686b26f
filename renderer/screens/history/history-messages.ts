/** The messages of the history, and the icon for every kind of entry. Pure. Entries hold no secret values, so the messages hold none. */
import { KEY_STATES, OVERLAP_STATES } from '../../../shared/expiry/state-messages.ts'
import type { CopyForm } from '../../../shared/model/copy-as.ts'
import type { ExportFormat } from '../../../shared/model/export-formats.ts'
import type {
  HistoryDetails,
  HistoryEntry,
  HistoryField,
  HistoryKind,
  LockChangedBy,
} from '../../../shared/model/history.ts'
import type { OperationKind } from '../../../shared/model/operation.ts'
import { momentText } from '../../messages/dates.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import type { IconName } from '../../parts/icons.ts'
import { counted, keysText, secretsText } from '../../messages/counts.ts'

export const historyMessages = {
  title: 'History',
  intro: 'Everything that happened to your keys. Secrets are never recorded.',
  /** The heading of the history of one key. */
  of: (name: string) => `History of ${name}`,
  goneKey: 'a key that was removed',
  showAll: 'Show everything',
  loading: 'Reading the history',
  empty: 'Nothing has happened yet',
  emptyDetail: 'Syncs, copies and rotations appear here.',
  more: 'Show older entries',
} as const

export interface EntryWords {
  readonly icon: IconName
  readonly tone: 'soft' | 'good' | 'warn' | 'bad'
  /** The event as text. The entry's name is shown before it. */
  readonly event: string
  readonly detail?: string
}

type EntryFormat = readonly [icon: IconName, event: string, tone?: EntryWords['tone']]

const KINDS: Record<HistoryKind, EntryFormat> = {
  'account-connected': ['connect', 'connected', 'good'],
  'account-changed': ['edit', 'account changed'],
  'account-removed': ['gone', 'account removed from Keyhold'],
  'connection-tested': ['connect', 'connection tested'],
  'host-confirmed': ['check', 'was allowed by you', 'good'],
  'host-refused': ['danger', 'was not allowed by you', 'warn'],
  'sync-failed': ['danger', 'couldn’t be synced', 'warn'],
  'key-appeared': ['add', 'first seen at the provider'],
  'key-changed': ['edit', 'changed at the provider'],
  'key-gone': ['gone', 'found deleted at the provider', 'warn'],
  'key-back': ['active', 'back at the provider', 'good'],
  'key-added': ['add', 'added manually', 'good'],
  'key-edited': ['edit', 'edited in Keyhold'],
  'key-created': ['add', 'created at the provider', 'good'],
  'key-incomplete': ['danger', 'couldn’t be completed at the provider', 'warn'],
  'key-completed': ['check', 'completed at the provider', 'good'],
  'key-regenerated': ['regenerate', 'regenerated', 'good'],
  'key-switched': ['power', 'state changed at the provider'],
  'key-updated': ['edit', 'edited at the provider'],
  'key-revoked': ['trash', 'deleted at the provider', 'warn'],
  'key-deleted': ['trash', 'removed from Keyhold'],
  'overlap-began': ['regenerate', 'was replaced; the old key stays for now', 'good'],
  'overlap-prolonged': ['undated', 'overlap extended'],
  'overlap-revived': ['active', 'enabled again'],
  'overlap-ended': ['check', OVERLAP_STATES.retired, 'good'],
  'overlap-rolled-back': ['regenerate', 'was rolled back: the old key is current again', 'warn'],
  'key-merged': ['check', 'confirmed as rotated elsewhere'],
  'version-deleted': ['trash', 'old version deleted'],
  'changes-lost': ['danger', 'couldn’t be read in full', 'bad'],
  'entry-deleted': ['trash', 'deleted from the keychain by you'],
  copied: ['copy', 'copied'],
  revealed: ['reveal', 'revealed'],
  exported: ['export', 'exported into a file for another program', 'warn'],
  'approval-granted': ['check', 'command allowed by you', 'good'],
  'approval-denied': ['danger', 'command not allowed', 'warn'],
  'approval-revoked': ['locked', 'approval revoked by you'],
  'secret-checked': ['verify', 'secret checked'],
  'secret-used': ['environment', 'secret used by a command'],
  'operation-rejected': ['expired', 'rejected: nothing has changed', 'bad'],
  'operation-unknown': ['undated', 'result unknown', 'warn'],
  'operation-unsaved': ['danger', 'has a new secret that is not saved yet', 'bad'],
  'operation-recovered': ['safe', 'recovered after an interruption', 'good'],
  'operation-closed': ['check', 'dismissed'],
  'secrets-moved': ['safe', 'are in another place', 'good'],
  'key-restored': ['safe', 'restored from a backup', 'good'],
  'account-restored': ['safe', 'reconnected from a backup', 'good'],
  'backup-made': ['safe', 'was written and verified', 'good'],
  'provider-described': ['add', 'described by you', 'good'],
  'provider-changed': ['edit', 'description changed'],
  'provider-removed': ['trash', 'description removed from Keyhold'],
  'provider-without-keys': ['check', 'no keys yet, confirmed by you', 'good'],
  'provider-list-confirmed': ['check', 'list confirmed by you', 'good'],
  'lock-set': ['locked', 'was set', 'good'],
  'lock-changed': ['locked', 'has a new passphrase'],
  'lock-removed': ['locked', 'was removed', 'warn'],
}

/** An entry as text. Leaves out details and fields that this version does not know. `provider`: the name of the provider in the error, if known. */
export function entryWords(entry: HistoryEntry, provider?: string): EntryWords {
  const isFailedTest = entry.kind === 'connection-tested' && entry.error !== undefined
  const [icon, event, tone = 'soft'] = isFailedTest ? TEST_FAILED : KINDS[entry.kind]
  const parts = [...detailWords(entry), ...errorWords(entry, provider)]
  return { icon, event, tone, ...(parts.length > 0 && { detail: parts.join(' · ') }) }
}

/** A test has one entry before it is sent, and a second one with the error if it fails. */
const TEST_FAILED: EntryFormat = ['danger', 'connection test failed', 'warn']

const LASTS: Readonly<Record<NonNullable<HistoryDetails['lasts']>, string>> = {
  once: 'once',
  '15-minutes': 'for 15 minutes',
  'until-lock': 'until Keyhold locks or quits',
}

/** Names of export formats. */
const FORMATS: Readonly<Record<ExportFormat, string>> = {
  dotenv: '.env',
  bitwarden: 'Bitwarden JSON',
  kdbx: 'KeePass',
  csv: 'CSV',
}

const COPIED_AS: Readonly<Record<CopyForm, string>> = {
  export: 'as a shell export',
  env: 'as a .env line',
  docker: 'as a line for docker --env-file',
  header: 'as an HTTP header',
  curl: 'as a curl command',
}

const OPERATIONS: Readonly<Record<OperationKind, string>> = {
  regenerate: 'regeneration',
  create: 'new key',
  replace: 'replacement',
  paste: 'new secret of a manual key',
  add: 'new manual key',
}

const LOCK_CHANGED_BY: Readonly<Record<LockChangedBy, string>> = {
  passphrase: 'with its passphrase',
  system: 'confirmed by the system',
  wait: 'after the wait for a forgotten passphrase',
}

const FIELDS: Readonly<Record<HistoryField, string>> = {
  name: 'name',
  notes: 'notes',
  tags: 'tags',
  environment: 'environment variable',
  consoleUrl: 'console URL',
  favourite: 'favourite',
  reminderDays: 'reminders',
  rotateEveryDays: 'rotation rule',
  typedExpiry: 'expiry date',
  handle: 'ID',
  switch: 'enabled or disabled',
  validFrom: 'start date',
  expires: 'expiry date',
  grants: 'permissions',
  createdAt: 'creation date',
  facts: 'other details',
  lastUsedAt: 'last use',
  leaked: 'leak report',
  sign: 'tile',
  settings: 'connection',
  credential: 'credential',
  renewedAs: 'confirmed as a separate key',
}

/** The fields of providers' forms that differ from the fields of a key. A test reads them from the catalogue. */
const FORM_FIELDS: Readonly<Record<string, string>> = {
  label: 'name',
  validTo: 'expiry date',
  duration: 'duration',
  refresh: 'expiry date',
  others: 'permissions',
  scopes: 'permissions',
  accessPolicy: 'access policy',
  removePolicy: 'access policy',
  accountName: 'name of the service account',
  accountRole: 'role of the service account',
  accountState: 'state of the service account',
  addresses: 'addresses',
  ipIn: 'addresses',
  ipNotIn: 'addresses',
  role: 'role',
  roles: 'roles',
  limit: 'spending limit',
  limitReset: 'spending limit',
  includeByok: 'spending limit',
}

const WORDS_OF_FIELDS = new Map(Object.entries({ ...FIELDS, ...FORM_FIELDS }))

const fieldsText = (list: string): string =>
  [...new Set(list.split(/,\s*/).flatMap((name) => WORDS_OF_FIELDS.get(name) ?? []))].join(', ')

type DetailWords = {
  readonly [Name in keyof HistoryDetails]-?: (value: NonNullable<HistoryDetails[Name]>) => string
}

const DETAILS: DetailWords = {
  version: (value) => `version ${value}`,
  fields: fieldsText,
  keys: keysText,
  enabled: (value) => (value ? 'enabled' : KEY_STATES.disabled),
  operation: (value) => OPERATIONS[value],
  host: (value) => `at ${value}`,
  for: (value) => (value === 'open' ? 'to open in the browser' : 'to receive a credential'),
  as: (value) => COPIED_AS[value],
  format: (value) => FORMATS[value],
  program: (value) => `program: ${value}`,
  command: (value) => `keyhold ${value}`,
  lasts: (value) => LASTS[value],
  answer: () => 'not answered in time',
  tested: () => 'saved without a test',
  times: (value) => `${value.toLocaleString()} times`,
  asOf: (value) => `as of ${momentText(value)}`,
  until: (value) => `until ${momentText(value)}`,
  to: (value) => (value === 'keychain' ? 'in the system keychain' : 'in the sealed vault'),
  moved: (value) => `${value.toLocaleString()} moved`,
  kept: (value) => `${value.toLocaleString()} stayed`,
  with: (value) => `other key: ${value}`,
  by: (value) => LOCK_CHANGED_BY[value],
  changes: (value) => `${counted(value, 'change')} couldn’t be read`,
  secrets: (value) => `${secretsText(value)} no longer listed`,
}

/** The details of an entry that represents several equal events: `until` is the time of the last one. */
const OF_SEVERAL: DetailWords = {
  ...DETAILS,
  until: (value) => `last ${momentText(value)}`,
}

/** Leaves out the name of a replacement's other key if both keys have the same name. */
function detailWords({ name: own, details }: HistoryEntry): readonly string[] {
  const words: ReadonlyMap<string, (value: never) => string | undefined> = new Map(
    Object.entries(details.times === undefined ? DETAILS : OF_SEVERAL),
  )
  return Object.entries(details)
    .filter(([name, value]) => !(name === 'with' && value === own))
    .flatMap(([name, value]) => words.get(name)?.(value as never) ?? [])
    .filter((text) => text !== '')
}

/** The text of an entry's error. It is the same for the same cause at any provider. */
export const entryCause = (entry: HistoryEntry): string => errorWords(entry).join('')

/**
 * The failed syncs of one outage as one text: "29 accounts", then what happened, then their common cause. `provider`: the name of the provider that
 * they share.
 */
export function outageWords(
  entries: readonly HistoryEntry[],
  provider?: string,
): Omit<EntryWords, 'detail'> & { readonly subject: string; readonly detail: string | undefined } {
  const [icon, event, tone = 'soft'] = KINDS['sync-failed']
  const [detail] = entries.flatMap((entry) => errorWords(entry, provider))
  return { icon, tone, subject: counted(entries.length, 'account'), event, detail }
}

function errorWords({ error }: HistoryEntry, provider?: string): readonly string[] {
  return error === undefined ? [] : [sentence(errorOf(error), { provider }).title]
}
