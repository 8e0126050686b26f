/** The rows of the fault matrix: every provider, with each of its contracts and kinds of keys. */
import { metadataOfKey } from '../../../shared/model/abilities.ts'
import type { Abilities } from '../../../shared/model/catalogue.ts'
import type { FormValues, KeyRow } from '../../../shared/model/model.ts'
import { createProviders } from '../../../electron/providers/registry.ts'
import { startAwsIam } from '../../emulators/aws-iam.ts'
import { groupId } from '../../emulators/cloudflare-tokens.ts'
import { startCloudflare } from '../../emulators/cloudflare.ts'
import { startCoralogix } from '../../emulators/coralogix.ts'
import { startDescribed } from '../../emulators/described.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { startGitLab } from '../../emulators/gitlab.ts'
import { startGrafana } from '../../emulators/grafana.ts'
import { startIonos } from '../../emulators/ionos.ts'
import { startMongoDbAtlas } from '../../emulators/mongodb-atlas.ts'
import { startNebulaBlock } from '../../emulators/nebula-block.ts'
import { startOpenAi } from '../../emulators/openai.ts'
import { startOpenRouter } from '../../emulators/openrouter.ts'
import { startOpsManager } from '../../emulators/ops-manager.ts'
import { startRipeAtlas } from '../../emulators/ripe-atlas.ts'
import type { Seen } from '../../emulators/server.ts'
import { startVercel } from '../../emulators/vercel.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeNetwork } from '../../fakes/network.ts'

/** The commands, and the abilities that each needs. */
const NEEDS = {
  create: ['create'],
  regenerate: ['regenerate'],
  replace: ['replace'],
  update: ['update'],
  switch: ['setEnabled'],
  retire: ['replace', 'revoke'],
  revoke: ['revoke'],
} as const satisfies Readonly<Record<string, readonly (keyof Abilities)[]>>

export type ActionName = keyof typeof NEEDS
export const ACTIONS = Object.keys(NEEDS) as ActionName[]

/** The parts that a new provider adds. Everything else is derived from its emulator. */
interface Sample {
  readonly name: string
  /** Each row has secrets of its own, even if its provider has several rows, because a vault refuses a secret that it already has. */
  readonly start: (keys: number) => Promise<Emulator>
  /** A draft of a new key with this name; missing if the provider cannot create such keys. */
  readonly draft?: (name: string) => FormValues
  /** A draft of a change, if it differs from that of a new key. */
  readonly change?: (name: string) => FormValues
  /** The fields that give a replacement this name; by default the draft of a new key. Empty if it always has the old key's name. */
  readonly renamed?: (name: string) => FormValues
  /** The first part of the scope of the tested keys, if the provider has several kinds of keys. */
  readonly kind?: string
  readonly isGrpc?: true
  /** A change that is refused with 401 is sent again with a new access token, unless its token was exchanged just before. */
  readonly renewsToken?: true
  /** A second contract of a provider, in which a key and its replacement take the same path as in the first one. */
  readonly isAlike?: true
}

export interface MatrixRow extends Sample {
  readonly provider: string
  /** A user describes the provider, so the catalogue does not have it. */
  readonly isDescribed: boolean
  readonly draft: (name: string) => FormValues
  readonly renamed: (name: string) => FormValues
  readonly change: (name: string) => FormValues
  readonly actions: readonly ActionName[]
  /** A secret can be tested without its key. */
  readonly testsSecrets: boolean
  /** Whether the key is of the tested kind. */
  readonly plays: (key: KeyRow) => boolean
}

const logs = { tag: 'web1', source: 'generic', protocol: 'http', retention: '7' }
const grants = [
  {
    permission: `${groupId('DNS Write')}.DNS Write`,
    target: { type: 'com.cloudflare.api.account.zone', id: '*' },
  },
]
const YEAR_MS = 365 * 86_400_000

const SAMPLES: readonly Sample[] = [
  {
    name: 'RIPE Atlas',
    start: (keys) => startRipeAtlas({ keys }),
    draft: (label) => ({ label }),
  },
  {
    name: 'IONOS Monitoring',
    start: (keys) => startIonos({ keys }),
    draft: (name) => ({ name }),
  },
  {
    name: 'IONOS Logging',
    start: (keys) => startIonos({ keys, service: 'logging' }),
    draft: (name) => ({ name, ...logs }),
    isAlike: true,
  },
  {
    name: 'Nebula Block',
    start: (keys) => startNebulaBlock({ keys }),
    draft: (name) => ({ name }),
  },
  {
    name: 'Nebula Block, portal',
    start: (keys) =>
      startNebulaBlock({ keys, contract: 'portal', errors: 'detail', renewals: 1_000, seed: 'portal' }),
    draft: (name) => ({ name }),
    isAlike: true,
  },
  {
    name: 'Ops Manager',
    start: (keys) => startOpsManager({ keys }),
    draft: (desc) => ({ desc }),
  },
  {
    name: 'Coralogix',
    start: (keys) => startCoralogix({ keys }),
    draft: (label) => ({ label, grants: [{ permission: 'preset SendData' }] }),
    isGrpc: true,
  },
  {
    name: 'GitLab',
    start: (keys) => startGitLab({ keys, places: ['project:team/app'] }),
    draft: (name) => ({ name, scopes: ['api'], role: '30' }),
    kind: 'project',
  },
  {
    name: 'GitLab, personal',
    start: (keys) => startGitLab({ keys, places: ['personal'], seed: 'personal' }),
    draft: (name) => ({ kind: 'personal', name, scopes: ['self_rotate'] }),
    kind: 'personal',
  },
  {
    name: 'Cloudflare',
    start: (keys) => startCloudflare({ keys, lists: ['user'] }),
    draft: (name) => ({ kind: 'user', name, grants }),
    change: (name) => ({ name, grants }),
    renamed: (name) => ({ name }),
    kind: 'user',
  },
  {
    name: 'Cloudflare, Access',
    start: (keys) => startCloudflare({ keys, lists: ['access'], isDated: true, seed: 'access' }),
    draft: (name) => ({ kind: 'access', name, duration: '8760h' }),
    change: (name) => ({ name }),
    renamed: (name) => ({ name }),
    kind: 'access',
  },
  {
    name: 'OpenAI, service accounts',
    start: (keys) => startOpenAi({ keys }),
    draft: (name) => ({ kind: 'service-account', name, project: 'Shop assistant' }),
    change: () => ({ validTo: Date.now() + YEAR_MS / 2 }),
    renamed: (name) => ({ name }),
    kind: 'service',
  },
  {
    name: 'OpenAI, admin keys',
    start: (keys) => startOpenAi({ keys, seed: 'admin' }),
    draft: (name) => ({ kind: 'admin-key', name }),
    kind: 'admin',
  },
  {
    name: 'OpenAI, keys of people',
    start: (keys) => startOpenAi({ keys, seed: 'people' }),
    change: () => ({ validTo: Date.now() + YEAR_MS / 2 }),
    kind: 'project',
  },
  {
    name: 'Grafana',
    start: (keys) => startGrafana({ keys }),
    draft: (name) => ({ name, serviceAccount: '4' }),
    change: () => ({ role: 'Editor' }),
    renamed: (name) => ({ name }),
  },
  {
    name: 'OpenRouter',
    start: (keys) => startOpenRouter({ keys }),
    draft: (name) => ({ name }),
  },
  {
    name: 'Vercel',
    start: (keys) => startVercel({ keys }),
    draft: (name) => ({ name }),
  },
  {
    name: 'AWS IAM',
    start: (keys) => startAwsIam({ keys, isRoomy: true }),
    draft: (user) => ({ kind: 'access', user }),
    renamed: () => ({}),
    kind: '',
  },
  {
    name: 'AWS IAM, service-specific',
    start: (keys) =>
      startAwsIam({ keys: 0, serviceKeys: keys, service: true, isRoomy: true, seed: 'service' }),
    draft: (user) => ({ kind: 'service', user, service: 'bedrock.amazonaws.com' }),
    kind: 'service',
  },
  {
    name: 'MongoDB Atlas, secrets',
    start: (keys) => startMongoDbAtlas({ keys }),
    draft: (name) => ({ kind: 'service-account', name, roles: ['ORG_READ_ONLY'], hours: '2160' }),
    renamed: () => ({}),
    kind: 'secret',
    renewsToken: true,
  },
  {
    name: 'MongoDB Atlas, API keys',
    start: (keys) => startMongoDbAtlas({ keys, signIn: 'api-key' }),
    draft: (label) => ({ kind: 'api-key', label, roles: ['ORG_MEMBER'] }),
    change: (label) => ({ label }),
    renamed: (label) => ({ label }),
    kind: 'api-key',
  },
  {
    name: 'Described',
    start: (keys) => startDescribed({ keys, dialect: 'numbered' }),
    draft: (name) => ({ name }),
  },
  {
    name: 'Described, deleted by a body',
    start: (keys) => startDescribed({ keys, dialect: 'cursor' }),
    draft: (name) => ({ name }),
    isAlike: true,
  },
]

const kindOf = ({ scope = '' }: Pick<KeyRow, 'scope'>): string => scope.split(':', 1)[0]!
/** The row of a sample. Its commands are those that the page would offer for such keys of such an account. */
async function rowOf(sample: Sample): Promise<MatrixRow> {
  const { draft = () => ({}), change = draft, renamed = draft, kind } = sample
  const emulator = await sample.start(1)
  await emulator.close()
  const { provider, settings, definition } = emulator
  const others = definition === undefined ? [] : [definition]
  const providers = createProviders({ network: fakeNetwork(), clock: fakeClock(), others })
  const metadata = providers.metadata.find(({ id }) => id === provider)
  const { can } = metadataOfKey(metadata, settings, kind)!
  const { settingsWith } = providers.find(provider)
  return {
    ...sample,
    provider,
    isDescribed: definition !== undefined,
    draft,
    change,
    renamed,
    actions: ACTIONS.filter(
      (action) =>
        NEEDS[action].every((ability) => can[ability]) && (action !== 'create' || sample.draft !== undefined),
    ),
    testsSecrets: can.verify && settingsWith === undefined,
    plays: (key) => kind === undefined || kindOf(key) === kind,
  }
}

export const ROWS: readonly MatrixRow[] = await Promise.all(SAMPLES.map(rowOf))

/** The name of a call that is sent by name: the end of a gRPC path, or the action in a form. */
const calledIn = ({ path, form }: Pick<Seen, 'path' | 'form'>): string | undefined =>
  form?.Action ?? /Service\/(\w+)$/.exec(path)?.[1]

/** The one request that may change something. A request without a credential only asks for a challenge. */
export function isChange(
  request: Pick<Seen, 'method' | 'path' | 'form' | 'hasCredential' | 'isSignIn'>,
): boolean {
  if (!request.hasCredential || request.isSignIn) return false
  const name = calledIn(request)
  return name === undefined ? request.method !== 'GET' : !/^(Get|List)/.test(name)
}

/** Whether a change completes a new key whose secret is safe: its access list and its roles at MongoDB Atlas. It issues and ends no secret. */
export const isCompletion = ({ method, path }: Pick<Seen, 'method' | 'path'>): boolean =>
  method === 'POST' && /\/apiKeys\/[^/]+\/accessList$|\/groups\/[^/]+\/apiKeys\/[^/]+$/.test(path)
