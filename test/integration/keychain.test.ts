import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { createOsKeychain, type OsKeychain } from '../../electron/os/keychain.ts'
import { createSecretService } from '../../electron/os/secret-service.ts'
import { createSessionBus } from '../../electron/os/session-bus.ts'
import { testKeychain } from '../suites/keychain.suite.ts'
import {
  PASSWORD,
  startPrivateBus,
  startPrivateKeyring,
  type PrivateBus,
  type PrivateKeyring,
} from './private-keyring.ts'
import { startPrompter, type SeatedPrompter } from './prompter.ts'

// Needs dbus-daemon and gnome-keyring-daemon. The test runner sets a variable if they are available.
const real = process.env.KEYHOLD_TEST_KEYCHAIN === '1'

const NAME = 'key demo-00000001 v1' as EntryName
const KEYCHAIN = new URL('../../electron/os/keychain.ts', import.meta.url).href

const text = (secret: Secret | undefined) => secret?.use((bytes) => bytes.toString('utf8'))

/** Reads one entry in a new Node process, as the program does after a restart. */
const readElsewhere = (bus: PrivateBus, name: EntryName) =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { createOsKeychain } = await import(${JSON.stringify(KEYCHAIN)})
       const secret = await createOsKeychain().read(${JSON.stringify(name)})
       process.stdout.write(secret === undefined ? 'nothing' : secret.use((bytes) => bytes.toString('utf8')))`,
    ],
    { env: bus.env, encoding: 'utf8' },
  )

describe.runIf(real)('the real keychain', () => {
  let bus: PrivateBus
  let keyring: PrivateKeyring
  let prompter: SeatedPrompter
  const open: OsKeychain[] = []

  beforeAll(async () => {
    bus = await startPrivateBus()
    // libsecret reads the real environment once, at its first call.
    Object.assign(process.env, bus.env)
    keyring = await startPrivateKeyring(bus)
    prompter = await startPrompter(bus.env)
  })

  afterAll(async () => {
    prompter.close()
    for (const keychain of open) keychain.close()
    await keyring.close()
    await bus.close()
  })

  function openKeychain(service?: string) {
    const keychain = createOsKeychain(service === undefined ? {} : { service })
    open.push(keychain)
    return keychain
  }

  it('is called by the name that people know', async () => {
    await expect(openKeychain().probe()).resolves.toEqual({
      state: 'ready',
      backend: 'GNOME Keyring',
      lasts: 'for-good',
    })
  })

  it('files entries under our name and the entry’s own', async () => {
    const name = 'key shown-00000001 v1' as EntryName
    await openKeychain().write(name, Secret.fromText('x'))
    const { getPassword } = createRequire(import.meta.url)('keytar') as typeof import('keytar')
    await expect(getPassword('Keyhold', name)).resolves.toBe('x')
    await expect(openKeychain('Another').read(name)).resolves.toBeUndefined()
  })

  it('names its entries without loading their values, and those of no other service', async () => {
    const keychain = openKeychain('Keyhold names')
    await expect(keychain.names()).resolves.toEqual([])
    for (let version = 1; version <= 300; version += 1)
      await keychain.write(`key many-00000002 v${version}` as EntryName, Secret.fromText('x'))
    await openKeychain('Keyhold names too').write(NAME, Secret.fromText('x'))
    expect(new Set(await keychain.names()).size).toBe(300)
    await keyring.lock()
    await expect(keychain.names()).rejects.toMatchObject({ error: { kind: 'keychain', why: 'locked' } })
    await keyring.unlock()
  })

  it('answers many calls in a row, each with its own value', async () => {
    const keychain = openKeychain()
    for (let version = 1; version <= 100; version += 1) {
      const name = `key many-00000001 v${version}` as EntryName
      await keychain.write(name, Secret.fromText(`value ${version}`))
      expect(text(await keychain.read(name))).toBe(`value ${version}`)
    }
  })

  it('keeps its entries when the program starts again, in plain Node', async () => {
    await openKeychain().write(NAME, Secret.fromText('kept by the keyring'))
    expect(readElsewhere(bus, NAME)).toBe('kept by the keyring')
  })

  it('refuses bytes that are no text, which would be changed on the way', async () => {
    const name = 'key bytes-00000001 v1' as EntryName
    const keychain = openKeychain()
    await expect(keychain.write(name, new Secret(Buffer.from([0xff, 0xfe])))).rejects.toMatchObject({
      error: { kind: 'keychain', why: 'refused' },
    })
    await expect(keychain.read(name)).resolves.toBeUndefined()
  })

  let suites = 0
  testKeychain('GNOME Keyring', () => {
    suites += 1
    const service = `Keyhold test ${suites}`
    return {
      port: openKeychain(service),
      reopen: () => openKeychain(service),
      lock: () => keyring.lock(),
      unlock: () => keyring.unlock(),
      leave: () => keyring.close(),
      removeKeyring: () => keyring.remove(),
      person: {
        answer: (end) => (prompter.answer = end === 'done' ? { type: PASSWORD } : 'close'),
        shown: () => prompter.shown,
      },
      close: () => undefined,
    }
  })
})

describe.runIf(real)('a session bus', () => {
  it('with nobody on it has no keychain, and one that goes away is absent, not a crash', async () => {
    const bus = await startPrivateBus()
    const service = createSecretService(createSessionBus({ env: bus.env }))
    const absent = { state: 'absent', backend: 'Secret Service', lacks: 'service' }
    await expect(service.probe()).resolves.toEqual(absent)
    await bus.close()
    await expect(service.probe()).resolves.toEqual(absent)
    await expect(service.probe()).resolves.toEqual(absent)
    service.close()
  })

  it('is found again when it comes back', async () => {
    const first = await startPrivateBus()
    const env = { ...first.env }
    const service = createSecretService(createSessionBus({ env }))
    await service.probe()
    await first.close()
    await service.probe()
    const second = await startPrivateBus()
    env.DBUS_SESSION_BUS_ADDRESS = second.address
    const keyring = await startPrivateKeyring(second)
    await expect(service.probe()).resolves.toEqual({
      state: 'ready',
      backend: 'GNOME Keyring',
      lasts: 'for-good',
    })
    service.close()
    await keyring.close()
    await second.close()
  })

  it('is not needed for a program to end: an idle connection holds nothing up', async () => {
    const bus = await startPrivateBus()
    const module = new URL('../../electron/os/secret-service.ts', import.meta.url).href
    const script = `const { createSecretService } = await import(${JSON.stringify(module)})
      process.stdout.write((await createSecretService().probe()).state)`
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: bus.env,
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(printed).toBe('absent')
    await bus.close()
  })
})
