import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeLink, viewOfLink } from '../../../../electron/core/desktop/deep-links.ts'
import { newId } from '../../../../electron/core/keychain/entry-names.ts'
import { ViewCommand } from '../../../../shared/contract/palette.ts'

describe('a link', () => {
  it.each(['keys', 'timeline', 'history', 'settings'] as const)('opens the view %s', (kind) => {
    expect(viewOfLink(`keyhold://open/${kind}`)).toEqual({ kind })
    expect(viewOfLink(`keyhold://open/${kind}/`)).toEqual({ kind }) // some systems add the slash
  })

  it('opens a key by any id that there can be', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const key = newId(name)
        expect(viewOfLink(`keyhold://open/key/${key}`)).toEqual({ kind: 'show-key', key })
      }),
    )
  })

  it.each([
    'keyhold://app/',
    'keyhold://app/palette.html',
    'keyhold://open',
    'keyhold://open/',
    'keyhold://open/key',
    'keyhold://open/key/',
    'keyhold://open/key/a/copy',
    'keyhold://open/key/A',
    'keyhold://open/key/%61',
    'keyhold://open/key/..',
    'keyhold://open/sync',
    'keyhold://open/copy-key/a',
    'keyhold://open/settings?theme=dark',
    'keyhold://open/settings#x',
    'keyhold://open/settings\n',
    'keyhold://user@open/settings',
    'keyhold://open:80/settings',
    'keyhold:open/settings',
    'KEYHOLD://open/settings',
    'https://open/settings',
    ' keyhold://open/settings',
    `keyhold://open/key/${'a'.repeat(65)}`,
    '',
  ])('%j means nothing', (link) => expect(viewOfLink(link)).toBeUndefined())

  it('leads to a view or to nothing, whatever it says', () => {
    const parts = fc.constantFrom(
      'keyhold:',
      '//',
      'open',
      'app',
      '/',
      'key',
      'settings',
      'sync',
      'a-1',
      '?',
      '#',
      '%2f',
      '..',
      ' ',
    )
    const links = fc.oneof(
      fc.string().map((text) => `keyhold://open/${text}`),
      fc.array(parts, { maxLength: 8 }).map((all) => all.join('')),
      fc.string(),
    )
    fc.assert(
      fc.property(links, (link) => {
        const view = viewOfLink(link)
        if (view === undefined) return
        expect(ViewCommand.safeParse(view).success).toBe(true)
        expect(link.startsWith('keyhold://open/')).toBe(true)
      }),
    )
  })
})

it('knows that an argument claims to be a link', () => {
  expect(['keyhold://open/keys', 'KeyHold:x'].every(looksLikeLink)).toBe(true)
  expect(['--quick', '/home/a/keyhold:x', ''].some(looksLikeLink)).toBe(false)
})
