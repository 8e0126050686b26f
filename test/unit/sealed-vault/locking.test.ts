import * as real from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { SealedVault } from '../../../electron/core/ports/sealed-vault.ts'
import { keychainTrouble, makePlace, nameOf, PASSPHRASE, text, write } from './vault-place.ts'

/* Locking removes the data key. It may happen while a key is derived, and while a call is running. */

it('locking takes the data key away from calls that come after it', async () => {
  const vault = await makePlace().made()
  await write(vault.keychain, nameOf(1), 'kept')
  vault.lock()
  await expect(vault.keychain.read(nameOf(1))).rejects.toMatchObject(keychainTrouble('locked'))
  expect(await vault.look()).toBe('locked')
})

describe('a lock that comes while a key is derived', () => {
  it('keeps the vault locked behind an unlocking, also behind one that waits for its turn', async () => {
    const place = makePlace()
    await write((await place.made()).keychain, nameOf(1), 'kept')
    const vault = place.open()
    const unlocking = [vault.unlock(PASSPHRASE), vault.unlock(PASSPHRASE)]
    vault.lock()
    for (const one of unlocking) await expect(one).rejects.toMatchObject(keychainTrouble('locked'))
    expect(await vault.look()).toBe('locked')
    await vault.unlock(PASSPHRASE)
    expect(text(await vault.keychain.read(nameOf(1)))).toBe('kept')
  })

  it('keeps a new vault locked, which its passphrase opens', async () => {
    const place = makePlace()
    const vault = place.open()
    const creating = vault.create(PASSPHRASE)
    vault.lock()
    await expect(creating).rejects.toMatchObject(keychainTrouble('locked'))
    expect(await vault.look()).toBe('locked')
    await vault.unlock(PASSPHRASE)
    expect(await vault.look()).toBe('open')
  })
})

describe('a write under way', () => {
  /** Writes an entry, and runs `during` just before its draft is renamed. Resolves with the vault. */
  async function writeWhile(during: (vault: SealedVault) => unknown): Promise<SealedVault> {
    let run: (vault: SealedVault) => unknown = () => undefined
    const vault = makePlace().open({
      ...real,
      async link(draft, path) {
        await run(vault)
        await real.link(draft, path)
      },
    })
    await vault.create(PASSPHRASE)
    run = during
    await write(vault.keychain, nameOf(1), 'kept')
    return vault
  }

  it('ends well when the vault is locked meanwhile', async () => {
    const vault = await writeWhile((open) => open.lock())
    expect(await vault.look()).toBe('locked')
    await vault.unlock(PASSPHRASE)
    expect(text(await vault.keychain.read(nameOf(1)))).toBe('kept')
  })

  it('ends well when the vault is unlocked once more, or locked and unlocked', async () => {
    for (const locks of [false, true]) {
      const vault = await writeWhile((open) => {
        if (locks) open.lock()
        return open.unlock(PASSPHRASE)
      })
      expect(text(await vault.keychain.read(nameOf(1)))).toBe('kept')
    }
  })
})
