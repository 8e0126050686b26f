/** The third-party notices: the software in Keyhold, and its licences. Pure. */
import type { Component } from './components.ts'

/** In the folder of the built program, and next to the packaged program. */
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt'

const RULE = '-'.repeat(60)

/**
 * One text for people. A package without a licence text is listed with the name of its licence, whose text is then in another part. Throws if the
 * text of a licence is missing altogether.
 */
export function noticesText(components: readonly Component[], electronVersion: string): string {
  const known = new Set(components.filter(({ texts }) => texts.length > 0).map(({ licence }) => licence))
  const parts = components.map(({ name, version, licence, texts }) =>
    [RULE, `${name} ${version}`, `Licence: ${licence}`, '', bodyOf(name, licence, texts, known), ''].join(
      '\n',
    ),
  )
  return [
    'Keyhold is made with the software of others.',
    '',
    `Electron ${electronVersion} (MIT) and Chromium: LICENSE.electron.txt and LICENSES.chromium.html beside the program.`,
    'better-sqlite3 holds SQLite, which is in the public domain.',
    '',
    ...parts,
  ].join('\n')
}

function bodyOf(name: string, licence: string, texts: readonly string[], known: ReadonlySet<string>): string {
  if (texts.length > 0) return texts.join('\n\n')
  const [first] = licence.match(/[\w.-]+/g) ?? []
  if (first === undefined || !known.has(first)) throw new Error(`There is no text for the licence of ${name}`)
  return `The package has no licence text of its own. The text of ${first} is in this file, at another package.`
}
