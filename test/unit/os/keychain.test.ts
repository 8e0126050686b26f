import { describe, expect, it } from 'vitest'
import type { EntryName, KeychainProbe } from '../../../electron/core/ports/keychain.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createOsKeychain, type Keytar } from '../../../electron/os/keychain.ts'
import { Failure } from '../../../shared/contract/errors.ts'

const NAME = 'key demo-00000001 v1' as EntryName
const READY: KeychainProbe = { state: 'ready', backend: 'GNOME Keyring' }
const LOCKED: KeychainProbe = { state: 'locked', backend: 'GNOME Keyring' }
const ABSENT: KeychainProbe = { state: 'absent', backend: 'Secret Service' }

const trouble = (why: string, backend = 'GNOME Keyring') => ({ error: { kind: 'keychain', why, backend } })

/** A Secret Service that returns these probes one after the other, and the last one from then on. */
function probing(...probes: readonly KeychainProbe[]) {
  let at = 0
  const asked: Readonly<Record<string, string>>[] = []
  return {
    asked,
    lockedEntry: false,
    /** The program that answers on the bus. */
    by: ':1.1',
    owner() {
      return this.by
    },
    probe: () => Promise.resolve(probes[Math.min(at++, probes.length - 1)]!),
    hasLocked(attributes: Readonly<Record<string, string>>) {
      asked.push(attributes)
      return Promise.resolve(this.lockedEntry)
    },
    accounts: (service: string) => Promise.resolve([`seen by D-Bus in ${service}`]),
    close: () => undefined,
  }
}

function fakeKeytar(change: Partial<Keytar> = {}) {
  const calls: string[] = []
  const keytar: Keytar = {
    getPassword: (service, account) => (calls.push(`get ${service} ${account}`), Promise.resolve(null)),
    setPassword: (service, account) => (calls.push(`set ${service} ${account}`), Promise.resolve()),
    deletePassword: (service, account) => (
      calls.push(`delete ${service} ${account}`),
      Promise.resolve(false)
    ),
    findCredentials: (service) => (calls.push(`find ${service}`), Promise.resolve([])),
    ...change,
  }
  return { calls, load: () => keytar }
}

describe('on Linux', () => {
  const open = (service: ReturnType<typeof probing>, keytar = fakeKeytar()) =>
    createOsKeychain({ platform: 'linux', secretService: service, load: keytar.load })

  it.each([
    [LOCKED, 'locked', 'GNOME Keyring'],
    [ABSENT, 'absent', 'Secret Service'],
  ])('never calls keytar when the service is %o', async (probe, why, backend) => {
    const keytar = fakeKeytar()
    const keychain = open(probing(probe), keytar)
    await expect(keychain.read(NAME)).rejects.toMatchObject(trouble(why, backend))
    await expect(keychain.write(NAME, Secret.fromText('x'))).rejects.toMatchObject(trouble(why, backend))
    await expect(keychain.remove(NAME)).rejects.toMatchObject(trouble(why, backend))
    expect(keytar.calls).toEqual([])
  })

  it('does not believe "nothing" from a service that was locked in the meantime', async () => {
    await expect(open(probing(READY, LOCKED)).read(NAME)).rejects.toMatchObject(trouble('locked'))
    await expect(open(probing(READY, LOCKED)).remove(NAME)).rejects.toMatchObject(trouble('locked'))
  })

  it('does not accept "nothing" while the entry is in another, locked collection', async () => {
    const service = probing(READY)
    service.lockedEntry = true
    await expect(open(service).read(NAME)).rejects.toMatchObject(trouble('locked'))
    await expect(open(service).remove(NAME)).rejects.toMatchObject(trouble('locked'))
    expect(service.asked[0]).toEqual({ service: 'Keyhold', account: NAME })
  })

  it('says locked, not refused, when an error came from locking in the meantime', async () => {
    const keytar = fakeKeytar({ setPassword: () => Promise.reject(new Error('Kann nicht …')) })
    const write = open(probing(READY, LOCKED), keytar).write(NAME, Secret.fromText('x'))
    await expect(write).rejects.toMatchObject(trouble('locked'))
  })

  it('says refused for every other error', async () => {
    const keytar = fakeKeytar({ getPassword: () => Promise.reject(new Error('No space')) })
    await expect(open(probing(READY), keytar).read(NAME)).rejects.toMatchObject(trouble('refused'))
  })

  it('never lets keytar read an entry of a locked collection, because libsecret would show a prompt', async () => {
    const service = probing(READY)
    service.lockedEntry = true
    const keytar = fakeKeytar()
    await expect(open(service, keytar).read(NAME)).rejects.toMatchObject(trouble('locked'))
    await expect(open(service, keytar).remove(NAME)).rejects.toMatchObject(trouble('locked'))
    expect(keytar.calls).toEqual([])
  })

  describe('when another service answers than at keytar’s last call', () => {
    const KWALLET: KeychainProbe = { state: 'ready', backend: 'KWallet' }

    /** One read works, and then another daemon answers. keytar fails until `mend`. */
    async function parted(...after: readonly KeychainProbe[]) {
      const service = probing(READY, ...after)
      let isLost = false
      const get = () => (isLost ? Promise.reject(new Error('Stale')) : Promise.resolve('value'))
      const keychain = open(service, fakeKeytar({ getPassword: get }))
      await keychain.read(NAME)
      service.by = ':1.2'
      isLost = true
      return { keychain, mend: () => void (isLost = false) }
    }

    it('reports a restart of the same keychain, and keeps reporting it', async () => {
      const { keychain } = await parted(READY)
      await expect(keychain.read(NAME)).rejects.toMatchObject(trouble('restarted'))
      await expect(keychain.probe()).resolves.toEqual({ ...READY, state: 'restarted' })
      await expect(keychain.read(NAME)).rejects.toMatchObject(trouble('restarted'))
      await expect(keychain.write(NAME, Secret.fromText('x'))).rejects.toMatchObject(trouble('restarted'))
    })

    it('says replaced where it is another one', async () => {
      const { keychain } = await parted(KWALLET)
      await expect(keychain.read(NAME)).rejects.toMatchObject(trouble('replaced', 'KWallet'))
      await expect(keychain.probe()).resolves.toEqual({ ...KWALLET, state: 'replaced' })
    })

    it('reports nothing while keytar keeps working, and is ready again when it does', async () => {
      const { keychain, mend } = await parted(READY)
      mend()
      expect((await keychain.read(NAME))?.byteLength).toBe(5)
      const other = await parted(READY)
      await expect(other.keychain.read(NAME)).rejects.toMatchObject(trouble('restarted'))
      other.mend()
      await expect(other.keychain.probe()).resolves.toEqual(READY)
      expect((await other.keychain.read(NAME))?.byteLength).toBe(5)
    })
  })

  it('is absent, and the program continues, when libsecret is not installed', async () => {
    const load = () => {
      throw new Error('libsecret-1.so.0: cannot open shared object file')
    }
    const keychain = createOsKeychain({ platform: 'linux', secretService: probing(READY), load })
    await expect(keychain.probe()).resolves.toEqual({
      state: 'absent',
      backend: 'GNOME Keyring',
      lacks: 'library',
    })
    await expect(keychain.read(NAME)).rejects.toMatchObject(trouble('absent'))
  })

  it('asks D-Bus for the names of entries, never keytar, which would load their values', async () => {
    const keytar = fakeKeytar()
    await expect(open(probing(READY), keytar).names()).resolves.toEqual(['seen by D-Bus in Keyhold'])
    expect(keytar.calls).toEqual([])
    await expect(open(probing(LOCKED), keytar).names()).rejects.toMatchObject(trouble('locked'))
  })

  it('passes on that the service hangs', async () => {
    const service = probing(READY)
    service.probe = () => Promise.reject(new Failure({ kind: 'keychain', why: 'hung' }))
    await expect(open(service).read(NAME)).rejects.toMatchObject({ error: { why: 'hung' } })
  })
})

describe.each([
  ['darwin', 'macOS Keychain', undefined],
  ['win32', 'Windows Credential Manager', 2_500],
] as const)('on %s', (platform, backend, maxBytes) => {
  it('is always there, under its own name and with its own limit', async () => {
    const { calls, load } = fakeKeytar()
    const keychain = createOsKeychain({ platform, service: 'Keyhold test', load })
    await expect(keychain.probe()).resolves.toEqual({ state: 'ready', backend, lasts: 'for-good' })
    expect(keychain.maxBytes).toBe(maxBytes)
    await expect(keychain.read(NAME)).resolves.toBeUndefined()
    await expect(keychain.remove(NAME)).resolves.toBe(false)
    await keychain.write(NAME, Secret.fromText('x'))
    expect(keychain.prompts).toBeUndefined()
    expect(calls.map((call) => call.slice(0, call.indexOf(' ')))).toEqual(['get', 'delete', 'set'])
    expect(calls.every((call) => call.endsWith(`Keyhold test ${NAME}`))).toBe(true)
  })
})

it('leaves out what Windows finds of services whose names only begin like ours', async () => {
  const { load } = fakeKeytar({
    findCredentials: async () => [
      { account: 'ours', password: 'x' },
      { account: 'theirs', password: 'y' },
    ],
    getPassword: async (_service, account) => (account === 'ours' ? 'x' : null),
  })
  await expect(createOsKeychain({ platform: 'win32', load }).names()).resolves.toEqual(['ours'])
})

it('has no limit where the system has none', () => {
  expect(createOsKeychain({ platform: 'linux', secretService: probing(READY) }).maxBytes).toBeUndefined()
})
