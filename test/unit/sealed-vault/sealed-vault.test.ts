import { copyFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import * as real from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { KeychainPort } from '../../../electron/core/ports/keychain.ts'
import type { EntryName } from '../../../electron/core/ports/keychain.ts'
import { testKeychain } from '../../suites/keychain.suite.ts'
import {
  keychainTrouble,
  makePlace,
  nameOf,
  PASSPHRASE,
  text,
  vaultTrouble,
  withoutLinks,
  write,
} from './vault-place.ts'

testKeychain('sealed vault', async () => {
  const place = makePlace()
  const vault = await place.made()
  return {
    port: vault.keychain,
    reopen() {
      const later = place.open()
      const opened = later.unlock(PASSPHRASE)
      const read: KeychainPort['read'] = async (name) => {
        await opened
        return later.keychain.read(name)
      }
      return { ...later.keychain, read }
    },
    lock: () => vault.lock(),
    unlock: () => vault.unlock(PASSPHRASE),
    leave() {
      rmSync(place.first)
      rmSync(place.copy)
    },
    close: () => vault.lock(),
  }
})

const entryPath = (place: ReturnType<typeof makePlace>, version: number) =>
  join(place.entries, `${nameOf(version)}.sealed`)

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('the passphrase', () => {
  it('is needed again in every program, and a wrong one opens nothing', async () => {
    const place = makePlace()
    await write((await place.made()).keychain, nameOf(1), 'kept')
    const later = place.open()
    expect(await later.look()).toBe('locked')
    await expect(later.unlock('correct horse batterz')).rejects.toMatchObject(
      vaultTrouble('wrong-passphrase'),
    )
    expect(await later.look()).toBe('locked')
    await later.unlock(PASSPHRASE)
    expect(text(await later.keychain.read(nameOf(1)))).toBe('kept')
  })

  it('is the same in either encoding of an accent', async () => {
    const place = makePlace()
    await place.open().create('crème brûlée 99'.normalize('NFD'))
    await expect(place.again('crème brûlée 99'.normalize('NFC'))).resolves.toBeDefined()
  })

  it.each(['short', '        ', 'aaaaaaaaaaaa'])('has to be a passphrase: %j is refused', async (weak) => {
    const place = makePlace()
    await expect(place.open().create(weak)).rejects.toMatchObject({ error: { kind: 'invalid' } })
    expect(await place.open().look()).toBe('none')
  })

  it('can be changed; the entries stay as they are, and the old one opens nothing', async () => {
    const place = makePlace()
    const vault = await place.made()
    await write(vault.keychain, nameOf(1), 'kept')
    const before = readFileSync(entryPath(place, 1))
    await expect(vault.changePassphrase('not the old one', 'another horse')).rejects.toMatchObject(
      vaultTrouble('wrong-passphrase'),
    )
    await vault.changePassphrase(PASSPHRASE, 'another horse')
    expect(text(await vault.keychain.read(nameOf(1)))).toBe('kept')
    await expect(place.again()).rejects.toMatchObject(vaultTrouble('wrong-passphrase'))
    expect(text(await (await place.again('another horse')).keychain.read(nameOf(1)))).toBe('kept')
    expect(readFileSync(entryPath(place, 1))).toEqual(before)
    for (const path of [place.first, place.copy])
      expect(readFileSync(path, 'utf8')).toBe(readFileSync(place.first, 'utf8'))
  })

  it('is derived with a cost that no guess gets around', async () => {
    const { createSealedVault } = await import('../../../electron/sealed-vault/sealed-vault.ts')
    const place = makePlace()
    await createSealedVault({ folder: place.folder }).create(PASSPHRASE)
    const { kdf } = JSON.parse(readFileSync(place.first, 'utf8')) as { kdf: { n: number; r: number } }
    expect(kdf.n).toBeGreaterThanOrEqual(2 ** 17)
    expect(kdf.r).toBeGreaterThanOrEqual(8)
  })
})

describe('files', () => {
  it('are for the owner alone, and hold neither the value nor the passphrase', async () => {
    const place = makePlace()
    await write((await place.made()).keychain, nameOf(1), 'glsa_very-secret')
    expect(place.fileNames()).toEqual([
      'entries',
      `entries/${nameOf(1)}.sealed`,
      'vault-copy.json',
      'vault.json',
    ])
    expect([place.folder, place.entries].map(modeOf)).toEqual(['700', '700'])
    for (const path of [place.first, place.copy, entryPath(place, 1)]) {
      expect(modeOf(path)).toBe('600')
      expect(readFileSync(path, 'utf8')).not.toContain('glsa_very-secret')
      expect(readFileSync(path, 'utf8')).not.toContain(PASSPHRASE)
    }
  })

  it('need a new folder once only', async () => {
    let folders = 0
    const vault = makePlace().open({
      ...real,
      mkdir: ((path: string, options: object) => {
        folders += 1
        return real.mkdir(path, options)
      }) as typeof real.mkdir,
    })
    await vault.create(PASSPHRASE)
    for (const version of [1, 2, 3]) await write(vault.keychain, nameOf(version), 'kept')
    expect(folders).toBe(2)
  })

  it('have names that every file system takes, and give back the names of their entries', async () => {
    const place = makePlace()
    const { keychain } = await place.made()
    const names = [
      nameOf(1),
      'proxy http://proxy.example:3128 v1',
      `proxy http://${'a-long-name.'.repeat(20)}example:3128 v1`,
      `proxy http://${'a-long-name.'.repeat(20)}example:3128 v2`,
      '../../outside',
      'key ключ-🔑 v1',
      "it's *",
    ] as EntryName[]
    for (const name of names) await write(keychain, name, `value of ${name}`)
    expect([...(await keychain.names())].sort()).toEqual([...names].sort())
    for (const name of names) expect(text(await keychain.read(name))).toBe(`value of ${name}`)
    for (const name of place.fileNames()) {
      expect(Buffer.byteLength(name)).toBeLessThan(200)
      expect(name).toMatch(/^(entries\/)?[\w %~!().-]*$/)
    }
  })

  it('are written once: an equal value counts as kept, and another one is refused', async () => {
    const { keychain } = await makePlace().made()
    await write(keychain, nameOf(1), 'one')
    await write(keychain, nameOf(1), 'one')
    await expect(write(keychain, nameOf(1), 'other')).rejects.toMatchObject(keychainTrouble('mismatch'))
    expect(text(await keychain.read(nameOf(1)))).toBe('one')
  })

  it('are written once on a file system without hard links too', async () => {
    const vault = makePlace().open(withoutLinks)
    await vault.create(PASSPHRASE)
    await write(vault.keychain, nameOf(1), 'one')
    await expect(write(vault.keychain, nameOf(1), 'other')).rejects.toMatchObject(keychainTrouble('mismatch'))
    expect(text(await vault.keychain.read(nameOf(1)))).toBe('one')
  })

  it('of others in the folder are left alone', async () => {
    const place = makePlace()
    const { keychain } = await place.made()
    await write(keychain, nameOf(1), 'one')
    writeFileSync(join(place.entries, '.DS_Store'), 'x')
    writeFileSync(join(place.entries, 'notes.txt'), 'x')
    expect(await keychain.names()).toEqual([nameOf(1)])
    await place.again()
    expect(place.fileNames()).toContain('entries/notes.txt')
  })
})

describe('an entry that is not what was written', () => {
  async function twoEntries() {
    const place = makePlace()
    const vault = await place.made()
    await write(vault.keychain, nameOf(1), 'one')
    await write(vault.keychain, nameOf(2), 'two')
    return { place, keychain: vault.keychain, first: entryPath(place, 1), second: entryPath(place, 2) }
  }

  it.each([
    ['cut', (whole: string) => whole.slice(0, whole.length / 2)],
    ['empty', () => ''],
    ['of other bytes', (whole: string) => whole.replace(/"data":"./, '"data":"_')],
    [
      'with one bit changed',
      (whole: string) => whole.replace(/"tag":"(.)/, (_all, one) => `"tag":"${one === 'A' ? 'B' : 'A'}`),
    ],
    ['no file of ours', () => '{"hello":"world"}'],
    ['with more in it', (whole: string) => whole.replace('{', '{"more":1,')],
  ])('is damaged where it is %s, and stays as it is', async (_what, change) => {
    const { keychain, first } = await twoEntries()
    const changed = change(readFileSync(first, 'utf8'))
    writeFileSync(first, changed)
    await expect(keychain.read(nameOf(1))).rejects.toMatchObject(keychainTrouble('damaged'))
    await expect(write(keychain, nameOf(1), 'one')).rejects.toMatchObject(keychainTrouble('damaged'))
    expect(readFileSync(first, 'utf8')).toBe(changed)
    expect(text(await keychain.read(nameOf(2)))).toBe('two')
    expect([...(await keychain.names())].sort()).toEqual([nameOf(1), nameOf(2)])
  })

  it('is damaged where it is another entry’s', async () => {
    const { place, keychain, first, second } = await twoEntries()
    renameSync(first, join(place.root, 'aside'))
    copyFileSync(second, first)
    await expect(keychain.read(nameOf(1))).rejects.toMatchObject(keychainTrouble('damaged'))
    const renamed = readFileSync(first, 'utf8').replace(nameOf(2), nameOf(1))
    writeFileSync(first, renamed)
    await expect(keychain.read(nameOf(1))).rejects.toMatchObject(keychainTrouble('damaged'))
  })

  it('is damaged where it is another vault’s', async () => {
    const { keychain, first } = await twoEntries()
    const other = makePlace()
    await write((await other.made()).keychain, nameOf(1), 'other')
    copyFileSync(entryPath(other, 1), first)
    await expect(keychain.read(nameOf(1))).rejects.toMatchObject(keychainTrouble('damaged'))
  })
})

describe('the vault’s own file', () => {
  it.each(['first', 'copy'] as const)(
    'is mended from the other copy when the %s is damaged',
    async (which) => {
      const place = makePlace()
      await write((await place.made()).keychain, nameOf(1), 'kept')
      const whole = readFileSync(place.first, 'utf8')
      writeFileSync(place[which], whole.slice(0, 100))
      expect(text(await (await place.again()).keychain.read(nameOf(1)))).toBe('kept')
      expect(readFileSync(place[which], 'utf8')).toBe(whole)
    },
  )

  const damages: readonly (readonly [string, (whole: string) => string])[] = [
    ['cut', (whole) => whole.slice(0, 100)],
    ['changed in its wrapped key', (whole) => whole.replace(/"data": "./, '"data": "_')],
    ['changed in its cost', (whole) => whole.replace(/"n": \d+/, '"n": 32')],
    ['asking for all memory', (whole) => whole.replace(/"n": \d+/, '"n": 1099511627776')],
    ['empty', () => ''],
  ]

  it.each(damages)(
    'is damaged where both copies are %s, and no passphrase is called wrong',
    async (_what, change) => {
      const place = makePlace()
      await write((await place.made()).keychain, nameOf(1), 'kept')
      for (const path of [place.first, place.copy]) writeFileSync(path, change(readFileSync(path, 'utf8')))
      const before = place.fileNames().length
      const later = place.open()
      expect(await later.look()).toBe('damaged')
      await expect(later.unlock(PASSPHRASE)).rejects.toMatchObject(vaultTrouble('damaged'))
      await expect(later.create('another horse')).rejects.toMatchObject(vaultTrouble('damaged'))
      await expect(later.keychain.read(nameOf(1))).rejects.toMatchObject(keychainTrouble('absent'))
      expect(await later.keychain.probe()).toMatchObject({ state: 'absent', lacks: 'sealed-vault' })
      expect(place.fileNames()).toHaveLength(before)
    },
  )

  it('missing beside entries is a loss and never a new vault', async () => {
    const place = makePlace()
    await write((await place.made()).keychain, nameOf(1), 'kept')
    rmSync(place.first)
    rmSync(place.copy)
    expect(await place.open().look()).toBe('damaged')
    await expect(place.open().create('another horse')).rejects.toMatchObject(vaultTrouble('damaged'))
  })

  it('of a newer version is left as it is', async () => {
    const place = makePlace()
    await place.made()
    const newer = JSON.stringify({ format: 'keyhold-sealed-vault', version: 2, with: 'more' })
    writeFileSync(place.first, newer)
    const later = place.open()
    expect(await later.look()).toBe('newer')
    await expect(later.unlock(PASSPHRASE)).rejects.toMatchObject(vaultTrouble('newer'))
    expect(readFileSync(place.first, 'utf8')).toBe(newer)
  })

  it('that is there already is not made again', async () => {
    const place = makePlace()
    await place.made()
    const before = readFileSync(place.first, 'utf8')
    await expect(place.open().create('another horse')).rejects.toMatchObject(vaultTrouble('exists'))
    expect(readFileSync(place.first, 'utf8')).toBe(before)
  })
})
