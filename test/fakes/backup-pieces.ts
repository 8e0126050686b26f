/** The content of a small backup, as main and the worker exchange it. */
import type { AccountPiece, BackupPiece, KeyPiece, OperationPiece } from '../../shared/backup/contents.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const keyPiece = (
  id: string,
  secrets: readonly (Uint8Array | undefined)[],
  more: Partial<KeyPiece> = {},
): KeyPiece => ({
  id,
  provider: 'manual',
  scope: '',
  name: id,
  switch: 'unknown',
  expires: { source: 'unknown' },
  grants: [],
  facts: [],
  stale: false,
  version: secrets.length,
  favourite: false,
  tags: [],
  notes: '',
  environment: '',
  consoleUrl: '',
  renewalDenied: false,
  asOf: 1_000,
  ...more,
  versions: secrets.map((secret, at) => ({
    version: at + 1,
    origin: 'typed',
    madeAt: 1_000 + at,
    validity: 'unknown',
    secret,
  })),
})

const ACCOUNT: AccountPiece = {
  id: 'lab-1a2b3c4d',
  provider: 'ripe-atlas',
  name: 'Lab',
  settings: {},
  connectedAt: 500,
  warnings: [],
  secret: bytesOf('credential'),
}

const OPERATION: OperationPiece = {
  id: '8f2c6b1e-0000-4000-8000-000000000000',
  kind: 'regenerate',
  state: 'unsaved',
  key: 'plain',
  version: 2,
  provider: 'ripe-atlas',
  name: 'plain',
  startedAt: 900,
  deadline: 950,
  draft: {},
  checks: [],
  secret: undefined,
  recoveryKey: bytesOf('cmVjb3Zlcnk='),
  sealed: [{ name: '8f2c6b1e-0000-4000-8000-000000000000', bytes: Uint8Array.of(75, 72, 82, 50, 0, 255) }],
}

/** Contains a text, bytes that are not text, and a secret that could not be read. */
export const smallBackup = (): readonly BackupPiece[] => [
  {
    section: 'head',
    head: { format: 'keyhold-backup', version: 1, madeAt: 2_000, madeBy: 'Keyhold 0.1.0', vault: '3f9a2c1b' },
    settings: { theme: 'dark' },
    descriptions: [
      { id: 'described-0a1b2c3d', document: '{}', listConfirmedAt: 7, createdAt: 1, updatedAt: 2 },
      { id: 'described-4e5f6a7b', document: 'of another version', createdAt: 1, updatedAt: 2 },
    ],
  },
  { section: 'accounts', rows: [ACCOUNT] },
  { section: 'keys', rows: [keyPiece('plain', [bytesOf('old'), bytesOf('s€cret\nwith two lines')])] },
  {
    section: 'keys',
    rows: [keyPiece('odd', [Uint8Array.of(0, 255, 254, 128), undefined, bytesOf('\ufeffmark')])],
  },
  { section: 'operations', rows: [OPERATION] },
  {
    section: 'history',
    rows: [{ at: 900, kind: 'key-added', key: 'plain' as never, name: 'plain', details: {} }],
  },
]
