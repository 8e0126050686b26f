/** Complete rows as main sends them. A test names only the fields that it needs. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import { AccountId, KeyId, OperationId, type AccountRow, type KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'

export const NOW = Date.UTC(2026, 2, 12, 9, 30)
export const DAY_MS = 86_400_000

export const keyId = (text: string): KeyId => KeyId.parse(text)
export const accountId = (text: string): AccountId => AccountId.parse(text)

export const keyRow = (own: Partial<KeyRow> = {}): KeyRow => ({
  id: keyId('key-1'),
  account: accountId('lab'),
  provider: 'ripe-atlas',
  name: 'grafana-prod',
  handle: '1a2b3c4d',
  switch: 'enabled',
  expires: { source: 'provider', at: NOW + 6 * DAY_MS },
  createdAt: NOW - 94 * DAY_MS,
  secret: 'held',
  version: 3,
  favourite: false,
  tags: [],
  notes: '',
  environment: '',
  consoleUrl: '',
  asOf: NOW - 120_000,
  ...own,
})

export const accountRow = (own: Partial<AccountRow> = {}): AccountRow => ({
  id: accountId('lab'),
  provider: 'ripe-atlas',
  name: 'RIPE Atlas Lab',
  settings: {},
  credential: 'held',
  sync: { state: 'done', at: NOW - 120_000 },
  asOf: NOW - 120_000,
  warnings: [],
  ...own,
})

export const operationRow = (own: Partial<OperationRow> = {}): OperationRow => ({
  id: OperationId.parse('operation-1'),
  kind: 'regenerate',
  state: 'unknown',
  key: keyId('key-1'),
  account: accountId('lab'),
  name: 'grafana-prod',
  startedAt: NOW - 60_000,
  sealed: false,
  ...own,
})

export const providerFacts = (own: Partial<ProviderMetadata> = {}): ProviderMetadata => ({
  id: 'ripe-atlas',
  name: 'RIPE Atlas',
  summary: 'Lists API keys, makes, renews, switches and deletes them.',
  keyNoun: 'API key',
  docsUrl: 'https://atlas.ripe.net/docs/',
  consoleUrl: 'https://atlas.ripe.net/keys/',
  accountFields: [],
  credential: { label: 'API key', help: 'A key that may manage keys.' },
  createFields: [],
  updateFields: [],
  can: {
    create: true,
    update: true,
    setEnabled: true,
    regenerate: true,
    revoke: true,
    permissions: true,
    replace: true,
    verify: true,
  },
  rotation: {
    oldSecretDies: 'at-once',
    regenerate: 'The key gets a new value at once; its permissions stay.',
    revoke: 'Every call with this key is refused from then on.',
    keepsExpiry: true,
    reportsRenewal: true,
  },
  ...own,
})
