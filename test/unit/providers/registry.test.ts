/** The registry of providers, and how a provider is found in it. */
import { expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createProviders } from '../../../electron/providers/registry.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { troubleOf } from '../../suites/provider/open.ts'

const network = {
  ...fakeNetwork(),
  readCertificates: async () =>
    Promise.reject(new Failure({ kind: 'invalid', field: 'caFile', why: 'unreadable-file' })),
}
const providers = createProviders({ network, clock: fakeClock() })
const secret = Secret.fromText('1a2b3c4d-0001-4002-8003-abcdefabcdef')

it('is data, sorted by name, with abilities taken from what is there', () => {
  expect(providers.metadata.map(({ id, name }) => [id, name])).toEqual([
    ['aws-iam', 'AWS IAM'],
    ['cloudflare', 'Cloudflare'],
    ['coralogix', 'Coralogix'],
    ['gitlab', 'GitLab'],
    ['grafana', 'Grafana'],
    ['ionos-logging', 'IONOS Logging'],
    ['ionos-monitoring', 'IONOS Monitoring'],
    ['mongodb-atlas', 'MongoDB Atlas'],
    ['ops-manager', 'MongoDB Ops Manager'],
    ['nebula-block', 'Nebula Block'],
    ['openai', 'OpenAI'],
    ['openrouter', 'OpenRouter'],
    ['ripe-atlas', 'RIPE Atlas'],
    ['vercel', 'Vercel'],
  ])
  expect(Object.fromEntries(providers.metadata.map(({ id, can }) => [id, can]))).toMatchObject({
    'ripe-atlas': {
      create: true,
      update: true,
      setEnabled: true,
      regenerate: true,
      revoke: true,
      permissions: true,
    },
    'ionos-monitoring': {
      create: true,
      update: false,
      setEnabled: false,
      regenerate: true,
      permissions: false,
    },
  })
  expect(structuredClone(providers.metadata)).toEqual(providers.metadata)
})

it('promises of no replacement that the old key works: it may have expired before', () => {
  const words = providers.metadata.flatMap(({ rotation }) => rotation.replace ?? [])
  expect(words.length).toBeGreaterThan(0)
  for (const sentence of words) expect(sentence).not.toMatch(/works? (on|until)|still works?|both work/i)
})

it('names the date that a regeneration leaves as it is, wherever its words say that dates stay', () => {
  const rotations = providers.metadata.flatMap((one) => [
    one.rotation,
    ...(one.kinds ?? []).map(({ rotation }) => ({ ...one.rotation, ...rotation })),
  ])
  const keeping = rotations.filter(({ regenerate = '' }) => /dates?\b.* stay\b/.test(regenerate))
  expect(keeping.length).toBeGreaterThan(1)
  for (const { regenerationKeepsExpiry } of keeping) expect(regenerationKeepsExpiry).toBe(true)
})

it('asks for nothing of a new service account where a key is replaced within its own', () => {
  const ofNewAccounts = providers.metadata
    .flatMap(({ createFields }) => createFields)
    .filter(({ label }) => label.includes('new service account'))
  expect(ofNewAccounts.length).toBeGreaterThan(1)
  for (const { notInReplacement } of ofNewAccounts) expect(notInReplacement).toBe(true)
})

it('names a kind of keys only in a form that shows that kind', () => {
  const shown = providers.metadata
    .filter(({ createFields }) => createFields.some(({ name }) => name === KIND_FIELD))
    .flatMap(({ createFields }) => createFields)
    .filter(({ name, onlyWhere }) => name !== KIND_FIELD && onlyWhere?.field !== KIND_FIELD)
  expect(shown.length).toBeGreaterThan(0)
  for (const { help = '' } of shown) expect(help).not.toMatch(/personal|access key|admin|service account/i)
})

it('has a word for a key that fits each of its kinds', () => {
  for (const { name, keyNoun, kinds = [] } of providers.metadata)
    for (const kind of kinds)
      expect(keyNoun === 'key' || kind.keyNoun.includes(keyNoun), `${name}: ${kind.keyNoun}`).toBe(true)
})

it('knows no other provider', async () => {
  const missing = { kind: 'not-found', what: 'provider' }
  expect(await troubleOf(async () => Promise.resolve(providers.find('constructor')))).toEqual(missing)
  expect(await troubleOf(async () => providers.open('swordfish', {}, secret))).toEqual(missing)
})

it('checks the form again when it opens an account, the certificate file included', async () => {
  const open = async (form: Record<string, string>) =>
    troubleOf(async () => providers.open('ripe-atlas', form, secret))
  expect(await open({ baseUrl: 'http://atlas.example.net' })).toMatchObject({
    field: 'baseUrl',
    why: 'not-https',
  })
  expect(await open({ caFile: '/nowhere.pem' })).toMatchObject({ field: 'caFile', why: 'unreadable-file' })
})

it('copies the credential, so that closing an account leaves its owner’s alone', async () => {
  const api = await providers.open('ripe-atlas', {}, secret)
  api.close()
  expect(secret.wiped).toBe(false)
})

it.each([
  ['ripe-atlas', {}, []],
  ['ripe-atlas', { baseUrl: 'https://atlas.ripe.net/api/v2/' }, []],
  [
    'ripe-atlas',
    { baseUrl: 'https://atlas.ripe.net.evil.example/' },
    ['https://atlas.ripe.net.evil.example'],
  ],
  ['ripe-atlas', { baseUrl: 'https://atlas.ripe.net:8443/' }, ['https://atlas.ripe.net:8443']],
  ['ripe-atlas', { baseUrl: 'http://localhost:9/' }, ['http://localhost:9']],
  ['nebula-block', {}, []],
  ['nebula-block', { baseUrl: 'https://nebula.example/' }, ['https://nebula.example']],
  ['openai', {}, []],
  ['openai', { baseUrl: 'https://api.openai.com.evil.example/v1' }, ['https://api.openai.com.evil.example']],
  ['ops-manager', {}, []],
  ['ops-manager', { baseUrl: 'https://cloud.mongodb.com/' }, []],
  ['ops-manager', { baseUrl: 'https://ops.example:8443' }, ['https://ops.example:8443']],
  ['vercel', {}, []],
  ['vercel', { baseUrl: 'https://api.vercel.com.evil.example/' }, ['https://api.vercel.com.evil.example']],
  ['grafana', { baseUrl: 'https://shop.grafana.net/' }, ['https://shop.grafana.net']],
  ['coralogix', { domain: 'eu2.coralogix.com' }, []],
  ['coralogix', { domain: 'coralogix.us' }, []],
  ['coralogix', { domain: 'evil.example' }, ['https://api.evil.example']],
  ['coralogix', { domain: 'eu2.coralogix.com', baseUrl: 'https://evil.example/' }, ['https://evil.example']],
  ['ionos-logging', { regions: ['de-fra', 'us-ewr'] }, []],
  ['ionos-logging', { regions: ['de-fra', 'xx-yyy'] }, ['https://logging.xx-yyy.ionos.com']],
  [
    'ionos-monitoring',
    { regions: ['de-fra', 'de-txl'], baseUrl: 'https://{region}.evil.example/' },
    ['https://de-fra.evil.example', 'https://de-txl.evil.example'],
  ],
])('knows which hosts are not the own ones of %s with %j', (id, settings, strangers) => {
  const ops = id === 'ops-manager' ? { projectId: '5a0a1e7e0f2912c554080adc', publicKey: 'abcdefgh' } : {}
  expect(providers.strangers(id, { ...settings, ...ops })).toEqual(strangers)
})
