/** IONOS Logging: what it does differently from Monitoring. */
import { expect, it } from 'vitest'
import logging from '../../../../electron/providers/catalog/ionos-logging.ts'
import { startIonos } from '../../../emulators/ionos.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const DRAFT = { name: 'logs', tag: 'web1', source: 'docker', protocol: 'http', retention: '14' }
const SETTINGS = { regions: ['de-fra'] }

it('has its own hosts', () => {
  expect(logging.http.bases(SETTINGS)).toEqual({ 'de-fra': new URL('https://logging.de-fra.ionos.com/') })
})

it('creates a pipeline with one stream of logs and reads the key among its properties', async () => {
  const emulator = await startIonos({ service: 'logging', newKeyStatus: 200 })
  const { provider, api } = await openAt(emulator)
  const { draft } = provider.create!.check(DRAFT, api.settings)
  const { secret } = provider.create!.read(await provider.create!.send(api, draft), draft)
  const [key] = (await listAll({ provider, api }, 'de-fra')).filter(({ label }) => label === 'logs')
  const again = provider.regenerate!.read(await provider.regenerate!.send(api, key!), key!)
  await emulator.close()
  const handedOut = [secret, again.secret].map((one) => one.use((bytes) => bytes.toString('utf8')))
  expect(emulator.handedOut().map((one) => one.secret)).toEqual(handedOut)
  expect(emulator.requests[0]!.json).toEqual({
    properties: {
      name: 'logs',
      logs: [
        {
          source: 'docker',
          tag: 'web1',
          protocol: 'http',
          destinations: [{ type: 'loki', retentionInDays: 14 }],
        },
      ],
    },
  })
})

it('shows where to send logs', async () => {
  const emulator = await startIonos({ service: 'logging', regions: ['de-fra'], keys: 40 })
  const keys = await listAll(await openAt(emulator), 'de-fra')
  await emulator.close()
  const { remoteId, facts } = keys.find((key) => key.switch === 'enabled')!
  const host = `${remoteId}-logs.987654321.logging.de-fra.ionos.com`
  expect(facts).toContainEqual({ label: 'TCP endpoint', value: `${host}:9000` })
  expect(facts).toContainEqual({ label: 'HTTP endpoint', value: `https://${host}` })
})

it.each([
  ['name', { name: 'x'.repeat(21) }, 'too-long'],
  ['tag', { tag: 'ab' }, 'malformed'],
  ['tag', { tag: 'web-1' }, 'malformed'],
  ['source', { source: 'paper' }, 'unknown-choice'],
  ['retention', { retention: '' }, 'required'],
])('refuses a draft with a wrong %s: %j', async (field, wrong, why) => {
  const trouble = await troubleOf(async () => logging.create.check({ ...DRAFT, ...wrong }, SETTINGS))
  expect(trouble).toEqual({ kind: 'invalid', field, why })
})

it('creates a pipeline with more streams, each from one line', async () => {
  const emulator = await startIonos({ service: 'logging' })
  const { provider, api } = await openAt(emulator)
  const { draft } = provider.create!.check({ ...DRAFT, more: ['web2  systemd tcp 0'] }, api.settings)
  await provider.create!.send(api, draft)
  await emulator.close()
  expect(emulator.requests[0]!.json).toMatchObject({
    properties: {
      logs: [
        { tag: 'web1' },
        {
          tag: 'web2',
          source: 'systemd',
          protocol: 'tcp',
          destinations: [{ type: 'loki', retentionInDays: 0 }],
        },
      ],
    },
  })
})

it.each(['web2', 'web2 docker http', 'web2 docker http 9', 'w docker http 7', 'web2 docker http 7 more'])(
  'refuses the stream %j',
  async (line) => {
    const trouble = await troubleOf(async () => logging.create.check({ ...DRAFT, more: [line] }, SETTINGS))
    expect(trouble).toEqual({ kind: 'invalid', field: 'more', why: 'malformed' })
  },
)

it('drafts a second pipeline with every stream of the first', async () => {
  const emulator = await startIonos({ service: 'logging', regions: ['de-fra'], keys: 30 })
  const { provider, api } = await openAt(emulator)
  for (const key of await listAll({ provider, api }, 'de-fra')) {
    const { draft } = provider.create!.check(await provider.draftFromKey!(api, key, 0), api.settings)
    await provider.create!.send(api, draft)
    const [old, made] = [
      emulator.pipelines.find(({ id }) => id === key.remoteId)!,
      emulator.pipelines.at(-1)!,
    ]
    expect(made.logs).toEqual(old.logs)
    expect([made.region, made.name.length <= 20]).toEqual([old.region, true])
  }
  await emulator.close()
})

it('does not draft a pipeline that has something which the form cannot say', async () => {
  const emulator = await startIonos({ service: 'logging', regions: ['de-fra'], keys: 1 })
  const { provider, api } = await openAt(emulator)
  const [key] = await listAll({ provider, api }, 'de-fra')
  const log = { tag: 'web1', source: 'docker', protocol: 'http' }
  const loki = { type: 'loki', retentionInDays: 7 }
  for (const logs of [
    [{ ...log, destinations: [{ ...loki, type: 's3' }] }],
    [{ ...log, destinations: [loki, loki] }],
    [{ ...log, source: 'paper', destinations: [loki] }],
    [],
    undefined,
  ]) {
    const change = (json: unknown) => ({ ...(json as object), properties: { name: 'x', logs } })
    emulator.fault({ kind: 'rewrite', change })
    const trouble = await troubleOf(async () => provider.draftFromKey!(api, key!, 0))
    expect(trouble, JSON.stringify(logs)).toMatchObject({ why: 'not-understood' })
  }
  await emulator.close()
})
