import { execFileSync } from 'node:child_process'
import { AsyncEntry } from '@napi-rs/keyring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { createOsKeychain, type Keytar, type OsKeychain } from '../../electron/os/keychain.ts'
import { createSessionBus, type SessionBus } from '../../electron/os/session-bus.ts'
import { testKeychain } from '../suites/keychain.suite.ts'
import {
  PASSWORD,
  startPrivateBus,
  startPrivateKeyring,
  type PrivateBus,
  type PrivateKeyring,
} from './private-keyring.ts'
import { startPrompter, type SeatedPrompter } from './prompter.ts'
import { secondLibrary } from './second-library.ts'

// Needs dbus-daemon and gnome-keyring-daemon. The test runner sets a variable if they are available.
const real = process.env.KEYHOLD_TEST_KEYCHAIN === '1'

const text = (secret: Secret | undefined) => secret?.use((bytes) => bytes.toString('utf8'))
const nameOf = (version: number) => `key shared-00000001 v${version}` as EntryName

/** Runs keytar in a new Node process, because libsecret reads the environment once and stays connected to the first service that answered. */
const keytarElsewhere = (bus: PrivateBus, call: string) =>
  execFileSync(
    process.execPath,
    ['-e', `require('keytar').${call}.then((v) => console.log(JSON.stringify(v)))`],
    {
      env: bus.env,
      encoding: 'utf8',
      cwd: new URL('../..', import.meta.url),
    },
  ).trim()

describe.runIf(real)('the keychain through a second library', () => {
  let bus: PrivateBus
  let calls: SessionBus
  let keyring: PrivateKeyring
  let prompter: SeatedPrompter
  let library: Keytar
  const open: OsKeychain[] = []

  beforeAll(async () => {
    bus = await startPrivateBus()
    // Both libraries read the real environment.
    Object.assign(process.env, bus.env)
    keyring = await startPrivateKeyring(bus)
    prompter = await startPrompter(bus.env)
    calls = createSessionBus({ env: bus.env })
    library = secondLibrary(calls)
  })

  afterAll(async () => {
    prompter.close()
    calls.close()
    for (const keychain of open) keychain.close()
    await keyring.close()
    await bus.close()
  })

  function openSecond(service = 'Keyhold') {
    const keychain = createOsKeychain({ service, load: () => library })
    open.push(keychain)
    return keychain
  }

  it('reads what keytar wrote, and leaves it readable for keytar', async () => {
    const value = 'keyhold:base64:cMOkc3N3w7ZyZA=='
    keytarElsewhere(bus, `setPassword('Keyhold', ${JSON.stringify(nameOf(1))}, ${JSON.stringify(value)})`)
    expect(text(await openSecond().read(nameOf(1)))).toBe(value)
    expect(keytarElsewhere(bus, `getPassword('Keyhold', ${JSON.stringify(nameOf(1))})`)).toBe(
      JSON.stringify(value),
    )
  })

  it('cannot read it by the library’s own call, which asks for another attribute', async () => {
    keytarElsewhere(bus, `setPassword('Keyhold', ${JSON.stringify(nameOf(2))}, 'x')`)
    const own = new AsyncEntry('Keyhold', nameOf(2), { linux: { store: 'secret-service' } })
    await expect(own.getPassword()).resolves.toBeNull()
    await openSecond().read(nameOf(2))
    await expect(own.getPassword()).resolves.toBe('x')
  })

  it('writes what keytar reads, lists and deletes, so that the way back is open', async () => {
    await openSecond().write(nameOf(3), Secret.fromText('by the second'))
    const name = JSON.stringify(nameOf(3))
    expect(keytarElsewhere(bus, `getPassword('Keyhold', ${name})`)).toBe('"by the second"')
    expect(keytarElsewhere(bus, `findCredentials('Keyhold')`)).toContain(name)
    expect(keytarElsewhere(bus, `deletePassword('Keyhold', ${name})`)).toBe('true')
    expect(await openSecond().read(nameOf(3))).toBeUndefined()
  })

  it('names the entries of both, and deletes one of keytar’s', async () => {
    const second = openSecond('Keyhold both')
    keytarElsewhere(bus, `setPassword('Keyhold both', ${JSON.stringify(nameOf(1))}, 'x')`)
    await second.write(nameOf(2), Secret.fromText('y'))
    expect([...(await second.names())].sort()).toEqual([nameOf(1), nameOf(2)])
    expect(await second.remove(nameOf(1))).toBe(true)
    expect(keytarElsewhere(bus, `getPassword('Keyhold both', ${JSON.stringify(nameOf(1))})`)).toBe('null')
    await expect(library.findCredentials('Keyhold both')).resolves.toEqual([
      { account: nameOf(2), password: 'y' },
    ])
  })

  it('makes one entry of a value that is written over an entry of keytar’s', async () => {
    keytarElsewhere(bus, `setPassword('Keyhold twin', ${JSON.stringify(nameOf(1))}, 'old')`)
    await library.setPassword('Keyhold twin', nameOf(1), 'new')
    expect(keytarElsewhere(bus, `findCredentials('Keyhold twin')`)).toBe(
      JSON.stringify([{ account: nameOf(1), password: 'new' }]),
    )
  })

  let suites = 0
  testKeychain('GNOME Keyring through @napi-rs/keyring', () => {
    suites += 1
    const service = `Keyhold second ${suites}`
    return {
      port: openSecond(service),
      reopen: () => openSecond(service),
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
