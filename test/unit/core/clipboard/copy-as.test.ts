import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createWritesAs } from '../../../../electron/core/clipboard/copy-as.ts'
import type { KeyRecord } from '../../../../electron/core/ports/store.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import { createProviders } from '../../../../electron/providers/registry.ts'
import type { CopyAs } from '../../../../shared/model/copy-as.ts'
import type { AccountId, FormValues } from '../../../../shared/model/model.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { accountRecord, keyRecord } from '../../../fakes/records.ts'
import { fakeDatabase } from '../../../fakes/store.ts'
import { fakeWorld } from '../../../fakes/world.ts'
import { addByHand, failureOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

const ACCOUNT = 'lab' as AccountId

/** The real catalogue, one account of `provider`, and one key of it. */
function setUp(provider: string, settings: FormValues = {}, own: Partial<KeyRecord> = {}) {
  const store = fakeDatabase().truth
  store.accounts.put(accountRecord({ id: ACCOUNT, provider, settings }))
  const providers = createProviders({ network: fakeWorld().world.network, clock: fakeClock() })
  const writesAs = createWritesAs({ store, providers })
  const record = keyRecord({ account: ACCOUNT, provider, name: 'grafana-prod', environment: '', ...own })
  const textOf = (as: CopyAs, secret = 'ab-12') =>
    writesAs.write(record, as, Secret.fromText(secret)).use((bytes) => bytes.toString('utf8'))
  return { forms: () => writesAs.forms(record), textOf }
}

describe('a key', () => {
  it('that was entered by hand is copied as value, export and line of a .env file', () => {
    const { forms, textOf } = setUp('manual', {}, { account: undefined, environment: 'TOKEN' })
    expect(forms()).toEqual(['value', 'export', 'env', 'docker'])
    expect(textOf('value')).toBe('ab-12')
    expect(textOf('export')).toBe('export TOKEN=ab-12')
    expect(textOf('env', 'two words')).toBe("TOKEN='two words'")
  })

  it('is not copied in a form that it does not have', async () => {
    const { textOf } = setUp('manual', {}, { account: undefined })
    expect(await failureOf(() => textOf('header'))).toEqual({ kind: 'not-found', what: 'form' })
    expect(await failureOf(() => textOf('curl'))).toEqual({ kind: 'not-found', what: 'form' })
  })

  it('that fits into no header is not put into one', async () => {
    const { textOf } = setUp('ripe-atlas')
    for (const secret of ['a\nX-Other: b', 'two words', 'clé', ' \n'])
      for (const as of ['header', 'curl'] as const)
        expect(await failureOf(() => textOf(as, secret))).toEqual({ kind: 'secret', why: 'no-header' })
    expect(textOf('header', ' ab-12\n')).toBe('Authorization: Key ab-12')
  })

  it('whose account was removed is copied as a header, but as no command', () => {
    expect(setUp('ripe-atlas', {}, { account: undefined }).forms()).toEqual([
      'value',
      'export',
      'env',
      'docker',
      'header',
    ])
  })
})

describe('the provider’s own forms', () => {
  const pipeline = {
    facts: [{ label: 'HTTP endpoint', value: 'https://123-metrics.de-txl.example.com' }],
  }

  it.each([
    ['ripe-atlas', {}, {}, 'Authorization: Key ab-12', 'https://atlas.ripe.net/api/v2/keys/'],
    [
      'ripe-atlas',
      { baseUrl: 'https://atlas.example.com/v2' },
      {},
      'Authorization: Key ab-12',
      'https://atlas.example.com/v2/keys/',
    ],
    ['nebula-block', {}, {}, 'Authorization: Bearer ab-12', 'https://api.nebulablock.com/api/v1/api-keys'],
    [
      'coralogix',
      { domain: 'eu2.coralogix.com' },
      {},
      'Authorization: Bearer ab-12',
      'https://ingress.eu2.coralogix.com/logs/v1/singles',
    ],
    [
      'openai',
      {},
      {},
      'Authorization: Bearer ab-12',
      'https://api.openai.com/v1/organization/admin_api_keys',
    ],
    ['ionos-monitoring', {}, pipeline, 'APIKEY: ab-12', 'https://123-metrics.de-txl.example.com/api/v1/push'],
    ['ionos-logging', {}, pipeline, 'APIKEY: ab-12', 'https://123-metrics.de-txl.example.com/'],
  ])('of %s (%o): header and command', (provider, settings, own, header, address) => {
    const { forms, textOf } = setUp(provider, settings, own)
    expect(forms()).toEqual(['value', 'export', 'env', 'docker', 'header', 'curl'])
    expect(textOf('header')).toBe(header)
    const command = textOf('curl')
    expect(command).toContain(`--header '${header}'`)
    expect(command.endsWith(` ${address}`)).toBe(true)
  })

  it.each([
    ['nobody knows', []],
    ['is not https', [{ label: 'HTTP endpoint', value: 'http://123.example.com' }]],
  ])('have no command where the pipeline’s endpoint %s', (_, facts) => {
    expect(setUp('ionos-logging', {}, { facts }).forms()).not.toContain('curl')
  })

  it('are none at Ops Manager, whose agents read the key from a file', () => {
    expect(setUp('ops-manager').forms()).toEqual(['value', 'export', 'env', 'docker'])
  })

  it.skipIf(process.platform === 'win32')('reach curl word by word', () => {
    const { textOf } = setUp('coralogix', { domain: 'eu1.coralogix.com' })
    const script = `curl() { printf '%s\\n' "$@"; }\n${textOf('curl', "it's$(id)`id`")}\n`
    const { stdout } = spawnSync('sh', [], { input: script, encoding: 'utf8' })
    expect(stdout.trimEnd().split('\n')).toEqual([
      '--header',
      "Authorization: Bearer it's$(id)`id`",
      '--header',
      'Content-Type: application/json',
      '--data',
      '[{"applicationName":"test","subsystemName":"test","text":"A first line"}]',
      'https://ingress.eu1.coralogix.com/logs/v1/singles',
    ])
  })
})

describe('a copy in another form', () => {
  async function byHand() {
    const machine = makeMachine()
    const vault = machine.open()
    const key = await addByHand(vault)
    vault.keys.edit({ key, fields: { environment: 'TOKEN' } })
    return { ...machine, vault, key }
  }

  it('is on the clipboard, and the history says which', async () => {
    const { vault, key, clipboard, database } = await byHand()
    expect(vault.copy.forms(key)).toEqual(['value', 'export', 'env', 'docker'])
    await vault.copy.key({ key, as: 'export' })
    expect(clipboard.text).toBe('export TOKEN=typed-1')
    const [last] = database.truth.history.list({ limit: 1 })
    expect(last).toMatchObject({ kind: 'copied', details: { version: 1, as: 'export' } })
  })

  it('is cleared as any other', async () => {
    const { vault, key, clipboard, clock } = await byHand()
    await vault.copy.key({ key, as: 'env' })
    clock.pass(30_000)
    await settle()
    expect(clipboard.text).toBe('')
  })

  it('that does not exist leaves the clipboard as it was', async () => {
    const { vault, key, clipboard } = await byHand()
    expect(await failureOf(() => vault.copy.key({ key, as: 'curl' }))).toEqual({
      kind: 'not-found',
      what: 'form',
    })
    expect(clipboard.text).toBe('')
  })

  it('is not offered while no secret is held', async () => {
    const { vault, cloud, account, keyNamed } = await withKey()
    cloud.add('no secret stored')
    await vault.sync.start(account)
    expect(vault.copy.forms(keyNamed('no secret stored').id)).toEqual([])
  })
})
