import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import { createFileLog } from '../../electron/main/log.ts'
import { createNetwork } from '../../electron/os/network.ts'
import { createOsKeychain } from '../../electron/os/keychain.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import { fakeCertificate, type FakeCertificate } from '../fakes/certificate.ts'
import { startConnectProxy } from '../fakes/connect-proxy.ts'
import { createCanaries } from './canaries.ts'
import { filesBelow } from './files.ts'
import { newFolder } from './program.ts'
import { othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

// Needs a Secret Service on the bus. The test runner sets a variable if there is one.
const real = process.env.KEYHOLD_TEST_KEYCHAIN === '1'

const HOST = 'atlas.example.test'
const PASSWORD = 'pässword: of the proxy'
const RIGHT = `Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}`
const WRONG = 'another-wrong-password'

const stage = createStage()

/** Forwards what arrives over TLS to `port`, unencrypted. */
async function startTls(port: number, certificate: FakeCertificate): Promise<number> {
  const server = createServer(certificate, (socket) => {
    const target = connect(port, '127.0.0.1')
    for (const end of [socket, target]) end.on('error', () => undefined)
    socket.pipe(target).pipe(socket)
    socket.on('close', () => target.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stage.atEnd(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A provider that is reached through a proxy, and the whole program with the system's keychain. */
async function scene() {
  const certificate = fakeCertificate([HOST])
  const emulator = await stage.atlas({ keys: 3 })
  const proxy = await startConnectProxy(await startTls(Number(new URL(emulator.origin).port), certificate))
  stage.atEnd(() => proxy.close())
  const folder = newFolder()
  const caFile = join(newFolder(), 'ca.pem')
  writeFileSync(caFile, certificate.cert)

  const canaries = createCanaries()
  canaries.plant('password', PASSWORD, RIGHT.slice('Basic '.length))
  canaries.plant('wrong password', WRONG)
  const heard: string[] = []
  const service = `keyhold-test-${randomUUID()}`
  const keychain = createOsKeychain({ service })
  const log = createFileLog({ logDir: join(folder, 'logs'), clock: systemClock })
  const start = async () => {
    const network = createNetwork({ proxyFor: async () => proxy.address, systemCertificates: () => [] })
    const program = await stage.start(folder, {
      log,
      heard: (_call, result) => void heard.push(JSON.stringify(result)),
      around: (world) => ({ ...world, network, keychain }),
    })
    stage.atEnd(() => network.close())
    return program
  }
  stage.atEnd(async () => {
    for (const name of await keychain.names()) await keychain.remove(name as EntryName)
    keychain.close()
  })

  return {
    emulator,
    proxy,
    keychain,
    start,
    form: {
      provider: 'ripe-atlas',
      name: 'Lab',
      settings: { baseUrl: `https://${HOST}/api/v2/`, caFile },
      credential: { from: 'typed' as const, text: emulator.credential },
    },
    expectClean: (program: Awaited<ReturnType<typeof start>>) => {
      const { pushes } = program.world.record
      const places = {
        files: canaries.foundBelow(folder),
        answers: heard.flatMap((line) => canaries.foundIn(line)),
        events: pushes.flatMap((push) => canaries.foundIn(JSON.stringify(push))),
        provider: emulator.requests.flatMap((sent) => canaries.foundIn(JSON.stringify(sent))),
      }
      expect(places).toEqual({ files: [], answers: [], events: [], provider: [] })
      // The same search finds the secret in the place where it belongs.
      expect(canaries.foundIn(PASSWORD)).toContain('password, plain')
      expect(filesBelow(folder).some((path) => readFileSync(path).includes('ann'))).toBe(true)
    },
  }
}

const signIn = (address: string, password: string) => ({
  address,
  user: 'ann',
  password: { from: 'typed' as const, text: password },
})

describe.skipIf(!real)('a proxy that asks for a sign-in', () => {
  it('is given it from the keychain, and its password is nowhere else', async () => {
    const { proxy, keychain, start, form, expectClean } = await scene()
    proxy.askFor(['Basic realm="corp"'], RIGHT)
    let program = await start()
    const asked = { error: { kind: 'provider', why: 'proxy', outcome: 'not-sent', signIn: 'needed' } }
    expect(await program.call('account:test', form)).toMatchObject(asked)

    await program.ask('proxy:sign-in', signIn(proxy.address, WRONG))
    const refused = { error: { why: 'proxy', outcome: 'not-sent', signIn: 'refused' } }
    expect(await program.call('account:test', form)).toMatchObject(refused)
    expect(await program.call('account:test', form)).toMatchObject(refused)
    expect(proxy.signIns.filter((one) => one !== undefined)).toHaveLength(1)

    await program.ask('proxy:sign-in', signIn(proxy.address, PASSWORD))
    const { account } = await program.ask('account:connect', form)
    await program.ask('account:sync', { account })
    expect((await program.snapshot()).keys.length).toBeGreaterThan(1)
    expect(await keychain.names()).toContain(`proxy ${proxy.address} v2`)
    expect(await keychain.names()).not.toContain(`proxy ${proxy.address} v1`)
    await program.close()

    program = await start()
    await program.ask('account:sync', { account })
    expect((await program.snapshot()).accounts[0]?.sync.state).not.toBe('failed')
    expect(await program.ask('keychain:orphans')).toEqual([])
    expect(await program.ask('keychain:count')).toMatchObject({ proxyPasswords: 1 })
    expect(await program.ask('proxy:list')).toEqual([
      { address: proxy.address, inUse: true, user: 'ann', isRefused: false },
    ])
    await program.ask('machine:facts')
    expectClean(program)
    await program.ask('proxy:forget', { address: proxy.address })
    expect((await keychain.names()).filter((name) => name.startsWith('proxy '))).toEqual([])
  })

  it('that asks in the middle of a regeneration leaves the key as it was: nothing had been sent', async () => {
    const { emulator, proxy, start, form } = await scene()
    const program = await start()
    const { account } = await program.ask('account:connect', form)
    await program.ask('account:sync', { account })
    const [key] = await othersKeys(program)
    await program.ask('key:regenerate', { key: key.id })
    const before = emulator.requests.length
    proxy.askFor(['Basic realm="corp"'], RIGHT)

    // Reads use the open tunnel. A request that changes something opens its own.
    const outcome = await program.ask('key:regenerate', { key: key.id })
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      error: { why: 'proxy', outcome: 'not-sent', signIn: 'needed' },
    })
    const sent = emulator.requests.slice(before)
    expect(sent.filter(({ method }) => method !== 'GET')).toEqual([])
    expect((await program.snapshot()).operations).toEqual([])

    await program.ask('proxy:sign-in', signIn(proxy.address, PASSWORD))
    expect(await program.ask('key:regenerate', { key: key.id })).toMatchObject({ outcome: 'stored' })
  })
})
