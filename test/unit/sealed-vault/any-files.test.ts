/** The files of a sealed vault with random damage by a disk, a sync folder or a person: a secret is read completely, or the failure says why. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import { accident, contentsOf, damageFile } from '../../suites/files/damaged-file.ts'
import { makePlace, nameOf, PASSPHRASE, text, write } from './vault-place.ts'

/** How many vaults the test damages; `npm run fuzz` damages more. */
const VAULTS = Number(process.env.KEYHOLD_FUZZ_VAULTS ?? 60)
const VERSIONS = [1, 2, 3]
const valueOf = (version: number) => `made-up secret ${String(version)}`

/** The result, or a failure of one of the two kinds that the page has messages for. */
async function orFailure<T>(run: () => Promise<T>): Promise<T | 'failed'> {
  return run().catch((error: unknown) => {
    expect(error).toBeInstanceOf(Failure)
    expect((error as Failure).error.kind).toMatch(/^(?:keychain|sealed-vault)$/)
    return 'failed' as const
  })
}

it(
  'reads each secret whole or says why, and keeps every entry that it cannot read',
  { timeout: Math.max(60_000, VAULTS * 100) },
  async () => {
    const place = makePlace()
    const vault = await place.made()
    await vault.choose({ uses: 'sealed-vault' })
    for (const version of VERSIONS) await write(vault.keychain, nameOf(version), valueOf(version))
    vault.lock()
    const template = join(place.root, 'template')
    cpSync(place.folder, template, { recursive: true })
    let whole = 0

    await fc.assert(
      fc.asyncProperty(accident, async (damages) => {
        rmSync(place.folder, { recursive: true })
        cpSync(template, place.folder, { recursive: true })
        for (const one of damages) damageFile(place.folder, one)
        const before = contentsOf(place.entries)

        const opened = place.open()
        expect(['keychain', 'sealed-vault']).toContain(opened.choice().uses)
        await orFailure(() => opened.look())
        await orFailure(() => opened.unlock(PASSPHRASE))
        await orFailure(() => opened.keychain.names())
        for (const version of VERSIONS) {
          const read = await orFailure(() => opened.keychain.read(nameOf(version)))
          if (read === 'failed' || read === undefined) continue
          expect(text(read)).toBe(valueOf(version))
          whole += 1
        }
        opened.lock()
        for (const [path, bytes] of before) expect(contentsOf(place.entries).get(path), path).toEqual(bytes)
      }),
      { numRuns: VAULTS },
    )
    expect(whole).toBeGreaterThan(VAULTS)
  },
)
