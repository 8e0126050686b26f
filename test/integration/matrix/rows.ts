/** The rows of the fault matrix: every provider, with each of its contracts. */
import type { FormValues } from '../../../shared/model/model.ts'
import { startCoralogix } from '../../emulators/coralogix.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { startGitLab } from '../../emulators/gitlab.ts'
import { startIonos } from '../../emulators/ionos.ts'
import { startNebulaBlock } from '../../emulators/nebula-block.ts'
import { startOpsManager } from '../../emulators/ops-manager.ts'
import { startRipeAtlas } from '../../emulators/ripe-atlas.ts'
import type { Seen } from '../../emulators/server.ts'

export const ACTIONS = ['create', 'regenerate', 'replace', 'update', 'switch', 'retire', 'revoke'] as const
export type ActionName = (typeof ACTIONS)[number]

export interface MatrixRow {
  readonly name: string
  readonly start: (keys: number) => Promise<Emulator>
  readonly actions: readonly ActionName[]
  /** A draft of a new key with this name. */
  readonly draft: (name: string) => FormValues
  readonly isGrpc?: true
}

const ALWAYS = ['create', 'replace', 'retire', 'revoke'] as const
const logs = { tag: 'web1', source: 'generic', protocol: 'http', retention: '7' }

export const ROWS: readonly MatrixRow[] = [
  {
    name: 'RIPE Atlas',
    start: (keys) => startRipeAtlas({ keys }),
    actions: ACTIONS,
    draft: (label) => ({ label }),
  },
  {
    name: 'IONOS Monitoring',
    start: (keys) => startIonos({ keys }),
    actions: [...ALWAYS, 'regenerate'],
    draft: (name) => ({ name }),
  },
  {
    name: 'IONOS Logging',
    start: (keys) => startIonos({ keys, service: 'logging' }),
    actions: [...ALWAYS, 'regenerate'],
    draft: (name) => ({ name, ...logs }),
  },
  {
    name: 'Nebula Block',
    start: (keys) => startNebulaBlock({ keys }),
    actions: ALWAYS,
    draft: (name) => ({ name }),
  },
  {
    name: 'Nebula Block, portal',
    start: (keys) => startNebulaBlock({ keys, contract: 'portal', errors: 'detail', renewals: 1_000 }),
    actions: [...ALWAYS, 'regenerate'],
    draft: (name) => ({ name }),
  },
  {
    name: 'Ops Manager',
    start: (keys) => startOpsManager({ keys }),
    actions: ALWAYS,
    draft: (desc) => ({ desc }),
  },
  {
    name: 'Coralogix',
    start: (keys) => startCoralogix({ keys }),
    actions: [...ALWAYS, 'update', 'switch'],
    draft: (label) => ({ label, grants: [{ permission: 'preset SendData' }] }),
    isGrpc: true,
  },
  {
    name: 'GitLab',
    start: (keys) => startGitLab({ keys, places: ['project:team/app'] }),
    actions: [...ALWAYS, 'regenerate'],
    draft: (name) => ({ name, scopes: ['api'], role: '30' }),
  },
]

/** The one request that may change something. A request without a credential only asks for a challenge. */
export const isChange = ({ method, path, hasCredential }: Seen): boolean =>
  hasCredential && (path.includes('ApiKeysService/') ? !/\/Get\w+$/.test(path) : method !== 'GET')
