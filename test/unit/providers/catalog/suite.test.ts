/** Runs the common suite for every provider of the catalogue. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import coralogix from '../../../../electron/providers/catalog/coralogix.ts'
import gitlab from '../../../../electron/providers/catalog/gitlab.ts'
import grafana from '../../../../electron/providers/catalog/grafana.ts'
import logging from '../../../../electron/providers/catalog/ionos-logging.ts'
import monitoring from '../../../../electron/providers/catalog/ionos-monitoring.ts'
import nebula from '../../../../electron/providers/catalog/nebula-block.ts'
import opsManager from '../../../../electron/providers/catalog/ops-manager.ts'
import atlas from '../../../../electron/providers/catalog/ripe-atlas.ts'
import vercel from '../../../../electron/providers/catalog/vercel.ts'
import { createProviders } from '../../../../electron/providers/registry.ts'
import { startCoralogix } from '../../../emulators/coralogix.ts'
import { startGitLab } from '../../../emulators/gitlab.ts'
import { startGrafana } from '../../../emulators/grafana.ts'
import { startIonos } from '../../../emulators/ionos.ts'
import { startNebulaBlock } from '../../../emulators/nebula-block.ts'
import { startOpsManager } from '../../../emulators/ops-manager.ts'
import { startRipeAtlas } from '../../../emulators/ripe-atlas.ts'
import { startVercel } from '../../../emulators/vercel.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeNetwork } from '../../../fakes/network.ts'
import { testProvider } from '../../../suites/provider.suite.ts'

/** A new provider's own test calls the suite itself. */
const TESTS = import.meta.glob<string>('../**/*.test.ts', { eager: true, query: '?raw', import: 'default' })

testProvider(atlas, {
  start: async (keys) => startRipeAtlas({ keys }),
  scope: '',
  draft: { label: 'made here', grants: [{ permission: 'keys.list_keys' }] },
  change: { label: 'changed here' },
  weak: { label: 'may little', grants: [{ permission: 'credits.get_credit_info' }] },
  withNext: (json, next) => ({ ...(json as object), next }),
})

const ionos = {
  scope: 'de-txl',
  isRenamed: true,
  withNext: (json: unknown, next: string) => ({ ...(json as object), _links: { next } }),
}
const regions = ['de-txl']

testProvider(monitoring, {
  ...ionos,
  start: async (keys) => startIonos({ keys, regions }),
  draft: { name: 'made here', region: 'de-txl' },
})

testProvider(logging, {
  ...ionos,
  start: async (keys) => startIonos({ keys, regions, service: 'logging' }),
  draft: { name: 'made here', tag: 'web1', source: 'generic', protocol: 'http', retention: '7' },
})

const portal = {
  scope: '',
  draft: { name: 'made here', description: 'By a test.' },
  kept: ['Description', 'Team'],
}

testProvider(nebula, {
  ...portal,
  start: async (keys) => startNebulaBlock({ keys, contract: 'portal', errors: 'detail' }),
})

testProvider(nebula, { ...portal, start: async (keys) => startNebulaBlock({ keys }), lacks: ['regenerate'] })

testProvider(opsManager, {
  start: async (keys) => startOpsManager({ keys }),
  scope: '',
  draft: { desc: 'made here' },
  silent: ['draftFromKey'],
})

testProvider(coralogix, {
  start: async (keys) => startCoralogix({ keys }),
  scope: '',
  draft: { label: 'made here', grants: [{ permission: 'preset SendData' }] },
  change: { label: 'changed here' },
  weak: { label: 'may little', grants: [{ permission: 'logs.data-ingress:SendData' }] },
  kept: ['Owner', 'Kept there', 'Access policy'],
  answeredByStatus: ['update', 'setEnabled', 'revoke'],
  isRead: ({ path }) => /\/Get\w+$/.test(path),
})

testProvider(grafana, {
  start: async (keys) => startGrafana({ keys }),
  scope: '',
  draft: { name: 'made here', serviceAccount: '4' },
  change: { role: 'Editor' },
  weak: { name: 'may little', serviceAccount: '4' },
  kept: ['Service account', 'Service account number', 'Role'],
  isRenamed: true,
  uniqueField: 'name',
})

testProvider(vercel, {
  start: async (keys) => startVercel({ keys }),
  scope: '',
  draft: { name: 'made here' },
  weak: { name: 'may little', projectId: 'prj_1a2b3c' },
})

testProvider(gitlab, {
  start: async (keys) => startGitLab({ keys, places: ['project:team/app'] }),
  scope: 'project:team/app',
  draft: { name: 'made here', scopes: ['api'], role: '30' },
  weak: { name: 'may little', scopes: ['read_registry'], role: '10' },
  kept: ['Role', 'Description'],
  lastsDays: true,
  doubts401: ['get', 'draftFromKey'],
})

it('leaves no provider out', () => {
  const sources = [...Object.values(TESTS), readFileSync(import.meta.filename, 'utf8')].filter((source) =>
    source.includes('testProvider('),
  )
  const { metadata } = createProviders({ network: fakeNetwork(), clock: fakeClock() })
  const untested = metadata.filter(
    ({ id }) => !sources.some((source) => source.includes(`/catalog/${id}.ts'`)),
  )
  expect(untested.map(({ id }) => id)).toEqual([])
})
