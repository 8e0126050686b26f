import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keychainSentence } from '../../../renderer/messages/errors-keychain.ts'
import { vaultSentence } from '../../../renderer/messages/errors-vault.ts'
import type { KeychainTrouble } from '../../../shared/contract/errors.ts'
import { ShutVault } from '../../../shared/contract/snapshot.ts'
import { ROOT } from './pages.ts'

const page = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8')

/** The first cells of the table below a heading: the titles that the window shows. */
function titlesUnder(heading: string): string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
  return [...section.matchAll(/^\| (.+?) +\|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => !/^(You see|-)/.test(cell))
}

describe('the page on troubleshooting quotes the window', () => {
  it('names every reason why a vault does not open', () =>
    expect(titlesUnder('The database').toSorted()).toEqual(
      ShutVault.shape.why.options.map((why) => vaultSentence(why).title).toSorted(),
    ))

  it('names only titles that a failure of the keychain has', () => {
    const whys: Record<KeychainTrouble, true> = {
      locked: true,
      'no-keyring': true,
      absent: true,
      restarted: true,
      replaced: true,
      dismissed: true,
      unanswered: true,
      changed: true,
      'no-entry': true,
      refused: true,
      hung: true,
      mismatch: true,
      damaged: true,
      'disk-full': true,
    }
    const titles = Object.keys(whys).map((why) => keychainSentence(why as KeychainTrouble).title)
    expect(titlesUnder('The keychain').filter((title) => !titles.includes(title))).toEqual([])
  })
})
