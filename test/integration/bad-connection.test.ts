import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Emulator } from '../emulators/emulator.ts'
import { fakeCertificate, type FakeCertificate } from '../fakes/certificate.ts'
import { newFolder } from './program.ts'
import { callLoosely, expectRefused } from './refusal.ts'
import { createStage } from './stage.ts'

/* An account form with an error, or an unreachable provider: the test reports it, and nothing is stored. */

const stage = createStage()
const DAY_MS = 86_400_000

const formOf = ({ provider, settings, credential }: Emulator, more: object = {}) => ({
  provider,
  name: 'Lab',
  settings: { ...settings, ...more },
  credential: { from: 'typed' as const, text: credential },
})

it.each([
  ['http://example.com/', 'not-https'],
  ['ftp://example.com/', 'not-https'],
  ['javascript:alert(1)', 'malformed'],
  ['nonsense', 'malformed'],
  ['https://', 'malformed'],
  ['https://ann:word@example.com/', 'malformed'],
  ['https://example.com/?key=1', 'malformed'],
  ['https://example.com/#a', 'malformed'],
  ['a'.repeat(501), 'too-long'],
])('refuses the address %s', async (baseUrl, why) => {
  const program = await stage.start()
  const error = { kind: 'invalid', field: 'baseUrl', why }
  for (const emulator of [await stage.atlas(), await stage.ionos()])
    for (const call of ['account:test', 'account:connect'])
      await expectRefused(program, call, formOf(emulator, { baseUrl }), error)
})

it.each([
  [{ regions: [] }, 'regions', 'required'],
  [{ regions: ['de fra'] }, 'regions', 'unknown-choice'],
  [{ regions: ['../../x'] }, 'regions', 'unknown-choice'],
  [{ regions: 'de-fra' }, 'regions', 'malformed'],
  [{ contractNumber: '12a' }, 'contractNumber', 'malformed'],
  [{ password: 'x' }, 'password', 'malformed'],
  [{ caFile: '/nowhere/ca.pem' }, 'caFile', 'unreadable-file'],
])('refuses the settings %j', async (settings, field, why) => {
  const program = await stage.start()
  const form = formOf(await stage.ionos(), settings)
  for (const call of ['account:test', 'account:connect'])
    await expectRefused(program, call, form, { kind: 'invalid', field, why })
})

it('refuses a credential that no request can carry, before an account or an entry is made', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const account = await program.connect(emulator)
  for (const text of ['schlüssel', 'two words', 'line\nbreak']) {
    const credential = { from: 'typed', text }
    const error = { kind: 'invalid', field: 'credential', why: 'malformed' }
    for (const call of ['account:test', 'account:connect'])
      await expectRefused(program, call, { ...formOf(emulator), credential }, error)
    await expectRefused(program, 'account:change', { account, credential }, error)
  }
})

it.each([
  ['RIPE Atlas', () => stage.atlas(), '0f3f0b8e-0000-4000-8000-000000000000'],
  ['IONOS', () => stage.ionos(), 'eyJhbGciOiJub25lIn0.e30.x'],
] as const)('reports that a credential is not known at %s', async (_, start, text) => {
  const program = await stage.start()
  const form = { ...formOf(await start()), credential: { from: 'typed', text } }
  for (const call of ['account:test', 'account:connect'])
    await expectRefused(program, call, form, { kind: 'provider', why: 'unauthorized' })
})

it('reports that nobody is at an address, and that somebody else is', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const gone = await stage.atlas()
  await gone.close()
  await expectRefused(program, 'account:test', formOf(gone), {
    kind: 'provider',
    why: 'offline',
    outcome: 'not-sent',
  })
  const other = { baseUrl: `${(await stage.ionos()).origin}/` }
  await expectRefused(program, 'account:test', formOf(emulator, other), {
    kind: 'provider',
    why: 'not-understood',
  })
})

it.each([
  ['malformed', { kind: 'malformed' }, 'not-understood'],
  ['empty', { kind: 'empty' }, 'not-understood'],
  ['of wrong types', { kind: 'wrong-types' }, 'not-understood'],
  ['the page of a proxy', { kind: 'html' }, 'not-understood'],
  ['huge', { kind: 'oversized', bytes: 9 * 1024 * 1024 }, 'too-large'],
  ['cut short', { kind: 'cut-midway' }, 'cut-off'],
  ['down', { kind: 'status', status: 503, body: 'html' }, 'unavailable'],
  ['elsewhere', { kind: 'status', status: 301, location: 'https://example.net/' }, 'redirected'],
] as const)(
  'tells at the test that the answer is %s, and connecting says the same; saved untested, it can be tried again',
  async (_, fault, why) => {
    for (const emulator of [await stage.atlas(), await stage.ionos({ regions: ['de-fra'] })]) {
      const program = await stage.start()
      emulator.fault({ ...fault, times: Infinity })
      for (const call of ['account:test', 'account:connect'])
        await expectRefused(program, call, formOf(emulator), { kind: 'provider', why })
      const { account } = await program.ask('account:connect', { ...formOf(emulator), untested: true })
      await program.ask('account:sync', { account })
      const failed = await program.snapshot()
      expect(failed.keys).toEqual([])
      expect(failed.accounts[0]!.sync).toMatchObject({ state: 'failed', error: { kind: 'provider', why } })
      emulator.clearFaults()
      await program.ask('account:sync', { account })
      expect((await program.snapshot()).accounts[0]!.sync.state).toBe('done')
      expect((await program.snapshot()).keys).not.toEqual([])
    }
  },
)

it('trusts a certificate that the account names, and no other: self-signed, ended or for another host', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const good = fakeCertificate(['127.0.0.1'])
  const caFile = await fileOf(good)
  const open = await tlsDoor(emulator, good)
  const refused = { kind: 'provider', why: 'tls', outcome: 'not-sent' }
  await expectRefused(program, 'account:test', formOf(emulator, { baseUrl: open }), refused)
  expect(
    await callLoosely(program, 'account:test', formOf(emulator, { baseUrl: open, caFile })),
  ).toMatchObject({ ok: true })

  const ended = fakeCertificate(['127.0.0.1'], Date.now() - DAY_MS)
  const elsewhere = fakeCertificate(['example.com'])
  for (const certificate of [ended, elsewhere]) {
    const form = formOf(emulator, {
      baseUrl: await tlsDoor(emulator, certificate),
      caFile: await fileOf(certificate),
    })
    await expectRefused(program, 'account:test', form, refused)
  }
})

it('keeps nothing of a connection whose test is cancelled, and the call ends at once', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  emulator.fault({ kind: 'hang' })
  const arrived = emulator.arrival(() => true)
  const refused = expectRefused(program, 'account:connect', formOf(emulator), {
    kind: 'provider',
    why: 'cancelled',
  })
  await arrived
  await program.ask('account:cancel-test')
  await refused
})

it('keeps the old credential if the provider refuses the new one', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const account = await program.connect(emulator)
  const credential = { from: 'typed', text: '0f3f0b8e-0000-4000-8000-000000000000' } as const
  const error = { kind: 'provider', why: 'unauthorized' }
  await expectRefused(program, 'account:change', { account, credential }, error)
  expect(await program.ask('account:test-saved', { account })).toMatchObject({
    who: expect.any(String) as string,
  })
})

it('takes a credential from the clipboard as it was when the user asked, however long the wait', async () => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const account = await program.connect(emulator)
  const isRenewal = ({ method }: { readonly method: string }) => method === 'PATCH'
  const key = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf === undefined)!
  emulator.fault({ kind: 'hold', on: isRenewal })
  const arrived = emulator.arrival(isRenewal)
  const regenerated = program.ask('key:regenerate', { key: key.id })
  await arrived
  program.world.record.clipboard = 'meant-for-the-account'
  const changed = program.ask('account:change', {
    account,
    credential: { from: 'clipboard' },
    untested: true,
  })
  await program.snapshot()
  program.world.record.clipboard = 'copied-later'
  emulator.release()
  await Promise.all([regenerated, changed])
  const kept = [...program.world.keychain.entries().values()]
  expect(kept).toContain('meant-for-the-account')
  expect(kept).not.toContain('copied-later')
})

async function fileOf({ cert }: FakeCertificate): Promise<string> {
  const path = join(newFolder(), 'ca.pem')
  writeFileSync(path, cert)
  return path
}

/** Puts the emulator behind https with this certificate. Returns the address for the form. */
async function tlsDoor(emulator: Emulator, { cert, key }: FakeCertificate): Promise<string> {
  const server = createServer({ cert, key }, (request, response) => {
    void fetch(`${emulator.origin}${request.url ?? '/'}`, {
      headers: { authorization: request.headers.authorization ?? '' },
    }).then(async (answer) => {
      const text = (await answer.text()).replaceAll(emulator.origin, originOf())
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const originOf = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  stage.atEnd(() => {
    server.close()
    server.closeAllConnections()
  })
  return `${originOf()}/api/v2/`
}
