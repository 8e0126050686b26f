/** MongoDB Atlas in the common suite, with each of its two ways to sign in, and each of its two kinds of keys. */
import atlas from '../../../../electron/providers/catalog/mongodb-atlas.ts'
import { startMongoDbAtlas } from '../../../emulators/mongodb-atlas.ts'
import { objectIdOf } from '../../../emulators/ops-manager-keys.ts'
import { testProvider } from '../../../suites/provider.suite.ts'

const clientId = `mdb_sa_id_${objectIdOf('mongodb-atlas own 0')}`
const TOKEN = '/api/oauth/token'
const EVERY_CALL = ['list', 'get', 'draftFromKey', 'verify', 'revoke', 'create'] as const

const withNext = (json: unknown, href: string) => ({ ...(json as object), links: [{ rel: 'next', href }] })

testProvider(atlas, {
  start: async (keys) => startMongoDbAtlas({ keys, quota: 1_000 }),
  scope: 'secret',
  draft: { kind: 'secret', serviceAccount: `keyhold (${clientId})`, hours: '2160' },
  lacks: ['update'],
  kept: ['Client ID', 'Description'],
  // The exchange of the credential changes nothing.
  isRead: ({ method, path }) => method === 'GET' || path === TOKEN,
  // A refused access token is renewed, and the call is sent again.
  doubts401: EVERY_CALL,
  withNext,
})

testProvider(atlas, {
  start: async (keys) => startMongoDbAtlas({ keys, signIn: 'api-key' }),
  scope: 'api-key',
  draft: { kind: 'api-key', label: 'made here', roles: ['ORG_MEMBER'] },
  change: { label: 'changed here' },
  // Digest needs two requests; see mongodb-atlas.test.ts.
  lacks: ['verify'],
  withNext,
})
