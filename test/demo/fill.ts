/** Fills an empty vault as a team would, only through the app's own calls. */
import type { AccountId, FormValues, KeyRow } from '../../shared/model/model.ts'
import type { Outcome } from '../../shared/model/operation.ts'
import { groupId } from '../emulators/cloudflare-tokens.ts'
import type { DescribedEmulator } from '../emulators/described.ts'
import type { DemoProgram } from './program.ts'
import type { DemoProviders } from './providers.ts'

const DAY_MS = 86_400_000

/** The account of each provider, in the order in which they were connected. */
export type DemoAccounts = Awaited<ReturnType<typeof connectAll>>

/** The keys whose new secret is in the vault afterwards, at least one per provider. */
const RENEWED = ['grafana-prod', 'probe-scheduler', 'anycast-map', 'status-page'] as const
/** The key whose regeneration lost its answer, so that there is an operation to recover. */
const LOST = '計測キー・東京'
const GONE = 'old-dashboard'
/** The key that has a successor. Both are valid. */
const REPLACED = 'shop-backend-logs'
const SEND_DATA = 'preset SendData'
const DNS_WRITE = {
  permission: `${groupId('DNS Write')}.DNS Write`,
  target: { type: 'com.cloudflare.api.account.zone', id: '*' },
}

/** Connects and syncs all accounts, adds manual keys, writes notes, regenerates a few keys, and makes some operations fail. */
export async function fillVault(program: DemoProgram, providers: DemoProviders): Promise<DemoAccounts> {
  const accounts = await connectAll(program, providers)
  await describe(program, providers.unconfirmed, 'Acme Metrics')
  await addByHand(program)
  await writeNotes(program)
  for (const name of RENEWED) await regenerate(program, await program.keyNamed(name), 'stored')
  for (const account of [accounts.monitoring, accounts.logging])
    await regenerate(program, await firstOf(program, account), 'stored')
  await makeNew(program, accounts, providers)
  await replace(program, await program.keyNamed(REPLACED))
  await goWrong(program, providers, accounts.atlas)
  return accounts
}

const connectAll = async (program: DemoProgram, providers: DemoProviders) => ({
  atlas: await program.connect(providers.atlas, 'RIPE lab'),
  monitoring: await program.connect(providers.monitoring, 'IONOS metrics'),
  logging: await program.connect(providers.logging, 'IONOS logs'),
  nebula: await program.connect(providers.nebula, 'Nebula GPUs'),
  coralogix: await program.connect(providers.coralogix, 'Coralogix shop'),
  opsManager: await program.connect(providers.opsManager, 'MongoDB agents'),
  grafana: await program.connect(providers.grafana, 'Grafana'),
  openAi: await program.connect(providers.openAi, 'OpenAI shop'),
  vercel: await program.connect(providers.vercel, 'Vercel'),
  gitlab: await program.connect(providers.gitlab, 'GitLab'),
  aws: await program.connect(providers.aws, 'AWS shop'),
  openRouter: await program.connect(providers.openRouter, 'OpenRouter'),
  cloudflare: await program.connect(providers.cloudflare, 'Cloudflare'),
  mongoDb: await program.connect(providers.mongoDb, 'MongoDB Atlas'),
  described: await describeAndConfirm(program, providers.described, 'Acme Flags'),
})

/** Describes a provider and connects an account there. Its list is not confirmed yet, so Keyhold changes nothing there. */
async function describe(program: DemoProgram, emulator: DescribedEmulator, name: string) {
  const saved = await program.ask('description:save', { text: emulator.document })
  if (saved.kind === 'faulty') throw new Error(`${name}: ${JSON.stringify(saved.faults)}`)
  const { provider } = saved
  const { settings, credential } = emulator
  return { provider, account: await program.connect({ provider, settings, credential }, name) }
}

async function describeAndConfirm(program: DemoProgram, emulator: DescribedEmulator, name: string) {
  const { provider, account } = await describe(program, emulator, name)
  await program.ask('description:review', { account })
  await program.ask('description:confirm-list', { provider })
  return account
}

async function regenerate(
  { ask }: DemoProgram,
  { id, name }: KeyRow,
  expected: Outcome['outcome'],
): Promise<void> {
  const { outcome } = await ask('key:regenerate', { key: id })
  if (outcome !== expected) throw new Error(`${name} ended ${outcome} instead of ${expected}`)
}

/** Creates a new key at providers that cannot regenerate in place, because only a new key gives the vault a secret there. */
async function makeNew(
  program: DemoProgram,
  accounts: DemoAccounts,
  { openAi }: DemoProviders,
): Promise<void> {
  await create(program, accounts.nebula, { name: 'training-cluster', description: 'GPU jobs of research' })
  await create(program, accounts.coralogix, { label: REPLACED, grants: [{ permission: SEND_DATA }] })
  await create(program, accounts.coralogix, { label: 'edge-traces', grants: [{ permission: SEND_DATA }] })
  await create(program, accounts.opsManager, { desc: 'backup-agent-fra' })
  await create(program, accounts.aws, { kind: 'access', user: 'deploy-bot' })
  await create(program, accounts.cloudflare, { kind: 'user', name: 'dns-updater', grants: [DNS_WRITE] })
  await create(program, accounts.openRouter, { name: 'support-bot', limit: '50', limitReset: 'monthly' })
  await create(program, accounts.grafana, {
    name: 'release-annotations',
    serviceAccount: 'releases',
    role: 'Editor',
    expires: Date.now() + 60 * DAY_MS,
  })
  await create(program, accounts.mongoDb, {
    kind: 'service-account',
    name: 'orders-api',
    roles: ['ORG_READ_ONLY'],
    hours: '2160',
  })
  await create(program, accounts.described, { name: 'checkout-flags', expires: Date.now() + 70 * DAY_MS })
  const project = openAi.projects[0]?.id ?? ''
  await create(program, accounts.openAi, { kind: 'service-account', name: 'shop-assistant', project })
  await create(program, accounts.vercel, { name: 'preview-deployments', expires: Date.now() + 80 * DAY_MS })
  await create(program, accounts.gitlab, {
    place: 'team/app',
    name: 'image-publisher',
    scopes: ['read_registry', 'write_registry'],
    role: '30',
    validTo: Date.now() + 90 * DAY_MS,
  })
}

async function create({ ask }: DemoProgram, account: AccountId, draft: FormValues): Promise<void> {
  const { outcome } = await ask('key:create', { account, draft })
  if (outcome !== 'stored') throw new Error(`A creation ended ${outcome}`)
}

/** Replaces a key, so that the screens of an overlap have two keys to show. */
async function replace({ ask }: DemoProgram, { id, name }: KeyRow): Promise<void> {
  const { draft } = await ask('key:replacement', { key: id })
  const { outcome } = await ask('key:replace', { key: id, draft, overlapHours: 24 })
  if (outcome !== 'stored') throw new Error(`The replacement of ${name} ended ${outcome}`)
}

async function addByHand({ ask }: DemoProgram): Promise<void> {
  await ask('key:add', {
    secret: { from: 'typed', text: 'demo-only-9d2f61c0-signing' },
    fields: {
      name: 'webhook-signing',
      environment: 'WEBHOOK_SIGNING_KEY',
      notes: 'Shop backend. Change it together with the partner.',
      tags: ['shop', 'prod'],
      consoleUrl: 'https://example.com/keys',
      typedExpiry: Date.now() + 24 * DAY_MS,
    },
  })
  await ask('key:add', {
    secret: { from: 'typed', text: 'demo-only-legacy-ftp' },
    fields: { name: 'legacy-ftp', tags: ['old'], notes: 'Nobody knows until when it is good.' },
  })
}

async function writeNotes({ ask, keyNamed }: DemoProgram): Promise<void> {
  const edit = async (name: string, fields: Parameters<typeof ask<'key:edit'>>[1]['fields']) =>
    ask('key:edit', { key: (await keyNamed(name)).id, fields })
  await edit('grafana-prod', {
    favourite: true,
    environment: 'GRAFANA_ATLAS_KEY',
    tags: ['prod', 'dashboards'],
    notes: 'Also in the deployment secrets of the dashboards repository.',
  })
  await edit('probe-scheduler', { favourite: true, tags: ['prod'], environment: 'ATLAS_API_KEY' })
  await edit('nightly-export', { tags: ['batch'], notes: 'Ask research whether this is still needed.' })
  await edit('anycast-map', { favourite: true, tags: ['public'] })
}

async function firstOf(program: DemoProgram, account: AccountId): Promise<KeyRow> {
  const found = (await program.snapshot()).keys.find((key) => key.account === account)
  if (found === undefined) throw new Error('An account of the demo has no key')
  return found
}

/** Causes a lost answer, a key deleted on the provider's site, and one regenerated there. */
async function goWrong(program: DemoProgram, { atlas }: DemoProviders, account: AccountId): Promise<void> {
  atlas.fault({ kind: 'cut-after', on: ({ method }) => method === 'PATCH' })
  await regenerate(program, await program.keyNamed(LOST), 'unknown')
  const handleOf = async (name: string) => (await program.keyNamed(name)).handle ?? ''
  atlas.removeElsewhere(await handleOf(GONE))
  atlas.renewElsewhere(await handleOf('anycast-map'))
  await program.ask('account:sync', { account })
}
