/** Complete records for the store. A test changes only the fields that matter to it. */
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import type {
  AccountRecord,
  KeyRecord,
  NewHistoryEntry,
  OperationRecord,
  VersionRecord,
} from '../../electron/core/ports/store.ts'
import type { AccountId, KeyId, OperationId } from '../../shared/model/model.ts'

/** 2026-11-21T03:50:00Z */
export const START_MS = Date.UTC(2026, 10, 21, 3, 50)

export const accountRecord = (changes: Partial<AccountRecord> = {}): AccountRecord => ({
  id: 'account-1' as AccountId,
  provider: 'ripe-atlas',
  name: 'RIPE lab',
  sign: undefined,
  settings: { address: 'https://atlas.example', regions: ['de', 'fr'], probe: true },
  credentialEntry: 'account ripe-lab-77d0e1 v1' as EntryName,
  credentialVersion: 1,
  credentialBackend: 'Fake keychain',
  credentialExpiresAt: undefined,
  credentialKey: undefined,
  connectedAt: START_MS,
  lastSync: undefined,
  asOf: undefined,
  clockSkewMs: undefined,
  warnings: [],
  ...changes,
})

export const keyRecord = (changes: Partial<KeyRecord> = {}): KeyRecord => ({
  id: 'key-1' as KeyId,
  account: undefined,
  provider: 'manual',
  remoteId: undefined,
  scope: '',
  name: 'grafana prod',
  handle: undefined,
  switch: 'enabled',
  validFrom: undefined,
  expires: { source: 'unknown' },
  createdAt: undefined,
  lastUsedAt: undefined,
  leaked: undefined,
  grants: [],
  facts: [],
  stale: false,
  version: 0,
  favourite: false,
  tags: [],
  notes: '',
  environment: '',
  consoleUrl: '',
  goneSince: undefined,
  renewedAs: undefined,
  renewalDenied: false,
  copiedAt: undefined,
  reminderDays: undefined,
  rotateEveryDays: undefined,
  asOf: START_MS,
  ...changes,
})

/** The entry name is made from key and version, as in the program. */
export function versionRecord(changes: Partial<VersionRecord> = {}): VersionRecord {
  const { key = 'key-1' as KeyId, version = 1 } = changes
  return {
    key,
    version,
    entry: `key ${key} v${version}` as EntryName,
    backend: 'GNOME Keyring (Secret Service)',
    origin: 'typed',
    madeAt: START_MS,
    validity: 'valid',
    ...changes,
  }
}

export const operationRecord = (changes: Partial<OperationRecord> = {}): OperationRecord => ({
  id: 'operation-1' as OperationId,
  kind: 'regenerate',
  state: 'requested',
  key: 'key-1' as KeyId,
  version: 2,
  account: undefined,
  provider: 'ripe-atlas',
  name: 'grafana prod',
  startedAt: START_MS,
  deadline: START_MS + 30_000,
  draft: {},
  before: undefined,
  issued: undefined,
  error: undefined,
  checks: [],
  assessment: undefined,
  overlap: undefined,
  ...changes,
})

export const historyEntry = (changes: Partial<NewHistoryEntry> = {}): NewHistoryEntry => ({
  at: START_MS,
  kind: 'copied',
  name: 'grafana prod',
  details: {},
  ...changes,
})
