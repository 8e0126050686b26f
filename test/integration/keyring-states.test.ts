import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { createKeychain, type Keychain } from '../../electron/core/keychain/keychain.ts'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { createOsKeychain, type OsKeychain } from '../../electron/os/keychain.ts'
import { createSecretPrompts } from '../../electron/os/secret-prompts.ts'
import { createSecretService, type SecretService } from '../../electron/os/secret-service.ts'
import { createSessionBus } from '../../electron/os/session-bus.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import { keychainElsewhere } from './keyring-elsewhere.ts'
import {
  PASSWORD,
  startPrivateBus,
  startPrivateKeyring,
  type KeyringKind,
  type PrivateBus,
  type PrivateKeyring,
} from './private-keyring.ts'
import { startPrompter, type SeatedPrompter } from './prompter.ts'

// Needs dbus-daemon and gnome-keyring-daemon. The test runner sets a variable if they are available.
const real = process.env.KEYHOLD_TEST_KEYCHAIN === '1'

const NAME = 'key demo-00000001 v1'
const VALUE = { [NAME]: Buffer.from('kept\nin lines\n').toString('base64') }

describe.runIf(real)('the Secret Service as it is', () => {
  let bus: PrivateBus
  let service: SecretService
  let keyring: PrivateKeyring

  beforeEach(async () => {
    bus = await startPrivateBus()
    const openBus = () => createSessionBus({ env: bus.env })
    service = createSecretService(openBus(), openBus)
  })
  afterEach(async () => {
    service.close()
    await keyring.close()
    await bus.close()
  })

  async function startAgain(kind: KeyringKind) {
    await keyring.close()
    keyring = await startPrivateKeyring(bus, kind)
  }

  it('opens a keyring without a password by itself after a login, when it starts, reads and writes', async () => {
    keyring = await startPrivateKeyring(bus, 'without')
    expect(keychainElsewhere(bus, 'keep', VALUE)).toEqual(VALUE)
    await startAgain('without')
    await expect(service.probe()).resolves.toMatchObject({ state: 'ready' })
    await startAgain('without')
    expect(keychainElsewhere(bus, 'take', VALUE)).toEqual(VALUE)
    await startAgain('without')
    const other = { 'key demo-00000002 v1': VALUE[NAME] }
    expect(keychainElsewhere(bus, 'keep', other)).toEqual(other)
  })

  it('names the entries of a keyring without a password right after a login', async () => {
    keyring = await startPrivateKeyring(bus, 'without')
    expect(keychainElsewhere(bus, 'keep', VALUE)).toEqual(VALUE)
    await startAgain('without')
    await expect(service.accounts('Keyhold')).resolves.toEqual([NAME])
  })

  it('stays locked with a password after a login that gave none, however often it is asked', async () => {
    keyring = await startPrivateKeyring(bus, 'with')
    await startAgain('none')
    for (let times = 0; times < 300; times += 1)
      await expect(service.probe()).resolves.toMatchObject({ state: 'locked', backend: 'GNOME Keyring' })
  })

  it('says that there is no keyring yet, and creates one that lasts', async () => {
    keyring = await startPrivateKeyring(bus, 'none')
    await expect(service.probe()).resolves.toEqual({ state: 'no-keyring', backend: 'GNOME Keyring' })
    const failure = JSON.stringify({ kind: 'keychain', why: 'no-keyring', backend: 'GNOME Keyring' })
    expect(keychainElsewhere(bus, 'keep', VALUE)).toEqual({ [NAME]: failure })
    const prompter = await startPrompter(bus.env)
    prompter.answer = { type: PASSWORD }
    await expect(service.prompts?.createKeyring()).resolves.toBe('done')
    await expect(service.probe()).resolves.toMatchObject({ state: 'ready', lasts: 'for-good' })
    expect(keychainElsewhere(bus, 'keep', VALUE)).toEqual(VALUE)
    await startAgain('none')
    await expect(service.probe()).resolves.toMatchObject({ state: 'locked' })
    await expect(service.prompts?.unlock('Keyhold')).resolves.toBe('done')
    expect(keychainElsewhere(bus, 'take', VALUE)).toEqual(VALUE)
    prompter.close()
  })

  it('creates a keyring without a password when the person leaves it empty', async () => {
    keyring = await startPrivateKeyring(bus, 'none')
    const prompter = await startPrompter(bus.env)
    prompter.answer = { type: '' }
    await expect(service.prompts?.createKeyring()).resolves.toBe('done')
    expect(keychainElsewhere(bus, 'keep', VALUE)).toEqual(VALUE)
    await startAgain('none')
    expect(keychainElsewhere(bus, 'take', VALUE)).toEqual(VALUE)
    prompter.close()
  })

  it('tells a prompt that nobody can show and one that is closed after a wrong password', async () => {
    keyring = await startPrivateKeyring(bus, 'with')
    await keyring.lock()
    await expect(service.prompts?.unlock('Keyhold')).resolves.toBe('dismissed')

    const prompter = await startPrompter(bus.env)
    prompter.answer = [{ type: 'wrong' }, { type: 'wrong' }, 'close']
    await expect(service.prompts?.unlock('Keyhold')).resolves.toBe('dismissed')
    expect(prompter.shown).toBeGreaterThan(1)
    await expect(service.probe()).resolves.toMatchObject({ state: 'locked' })
    prompter.close()
  })

  it('leaves an unanswered prompt on the screen, continues without it, and waits for it again', async () => {
    keyring = await startPrivateKeyring(bus, 'with')
    await keyring.lock()
    const prompter = await startPrompter(bus.env)
    prompter.answer = 'leave'
    const openBus = () => createSessionBus({ env: bus.env })
    const prompts = createSecretPrompts({ openBus, patienceMs: 200 })
    const login = ['/org/freedesktop/secrets/collection/login']
    await expect(prompts.unlock(login)).resolves.toBe('unanswered')
    await expect(prompts.unlock(login)).resolves.toBe('unanswered')
    for (let times = 0; times < 20; times += 1)
      await expect(service.probe()).resolves.toMatchObject({ state: 'locked' })
    expect(prompter.shown).toBe(1)

    const waiting = prompts.unlock(login)
    prompter.answerNow({ type: PASSWORD })
    await expect(waiting).resolves.toBe('done')
    await expect(service.probe()).resolves.toMatchObject({ state: 'ready' })
    prompter.close()
  })

  it('does not wait for a prompt of a service that has ended, or of a bus that has', async () => {
    keyring = await startPrivateKeyring(bus, 'with')
    await keyring.lock()
    const prompter = await startPrompter(bus.env)
    prompter.answer = 'leave'
    const absent = { error: { kind: 'keychain', why: 'absent' } }
    const ended = expect(service.prompts?.unlock('Keyhold')).rejects.toMatchObject(absent)
    await shown(prompter, 1)
    await keyring.close()
    await ended

    keyring = await startPrivateKeyring(bus, 'with')
    await keyring.lock()
    const cut = expect(service.prompts?.unlock('Keyhold')).rejects.toMatchObject(absent)
    await shown(prompter, 2)
    await bus.close()
    await cut
    prompter.close()
  })
})

async function shown(prompter: SeatedPrompter, times: number): Promise<void> {
  while (prompter.shown < times) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe.runIf(real)('a keyring that is started again while the program runs', () => {
  let bus: PrivateBus
  let keyring: PrivateKeyring
  let port: OsKeychain
  let keychain: Keychain

  beforeAll(async () => {
    bus = await startPrivateBus()
    // libsecret reads the real environment once, at its first call.
    Object.assign(process.env, bus.env)
    keyring = await startPrivateKeyring(bus)
    port = createOsKeychain()
    keychain = createKeychain({ port, clock: systemClock })
    await keychain.keep(NAME as EntryName, Secret.fromText('before'))
  })
  afterAll(async () => {
    port.close()
    await keyring.close()
    await bus.close()
  })

  it('is told by that name, never as "no such entry", and what it holds is read at the next start', async () => {
    await keyring.close()
    await expect(keychain.probe()).resolves.toMatchObject({ state: 'absent' })
    keyring = await startPrivateKeyring(bus)
    await expect(keychain.take(NAME as EntryName)).rejects.toMatchObject({ error: { why: 'restarted' } })
    await expect(keychain.probe()).resolves.toMatchObject({ state: 'restarted', backend: 'GNOME Keyring' })
    const late = keychain.keep('key demo-00000009 v1' as EntryName, Secret.fromText('late'))
    await expect(late).rejects.toMatchObject({ error: { kind: 'keychain', why: 'restarted' } })
    const kept = { [NAME]: Buffer.from('before').toString('base64') }
    expect(keychainElsewhere(bus, 'take', { [NAME]: '' })).toEqual(kept)
  })
})
