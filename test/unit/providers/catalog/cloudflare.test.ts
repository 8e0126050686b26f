/** Cloudflare's kinds of keys in the common suite. Account tokens differ from user tokens only by their path; see cloudflare-calls.test.ts. */
import cloudflare from '../../../../electron/providers/catalog/cloudflare.ts'
import { groupId, idOf } from '../../../emulators/cloudflare-tokens.ts'
import { startCloudflare } from '../../../emulators/cloudflare.ts'
import { testProvider } from '../../../suites/provider.suite.ts'

const zones = { type: 'com.cloudflare.api.account.zone', id: '*' }
const grants = [{ permission: `${groupId('DNS Write')}.DNS Write`, target: zones }]
const readsFirst = ['update', 'setEnabled']

testProvider(cloudflare, {
  start: async (keys) => startCloudflare({ keys }),
  scope: 'user',
  draft: { kind: 'user', name: 'made here', grants },
  change: { name: 'changed here', grants },
  weak: { kind: 'user', name: 'may little', grants },
  kept: ['Allowed addresses', 'Refused addresses'],
  readsFirst,
})

testProvider(cloudflare, {
  start: async (keys) => startCloudflare({ keys, isDated: true }),
  scope: `access:${idOf('cloudflare account')}`,
  draft: { kind: 'access', name: 'made here', duration: '8760h' },
  change: { name: 'changed here' },
  kept: ['Duration'],
  lacks: ['verify'],
  readsFirst,
})
