import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../../scripts/bootstrap/place.mjs'

/** Each file, and the own rules that must refuse it. */
const FILES: Readonly<Record<string, readonly [source: string, ...refusedBy: string[]]>> = {
  'electron/os/enum.ts': ['export enum Colour { Red }', 'no-enum'],
  'electron/os/barrel.ts': ["export * from './enum.ts'", 'no-barrel'],
  'electron/os/default.ts': ['export default 1', 'no-default-export'],
  'electron/providers/catalog/default.ts': ['export default 1'],
  'electron/os/net.ts': ["export const a = net.fetch('x')", 'no-chromium-network'],
  'electron/os/session.ts': ["export const a = session.defaultSession.fetch('x')", 'no-chromium-network'],
  'electron/os/words.ts': ["export const a = 'Delete the key'"],
  'electron/main/words.ts': ["export const a = 'Delete the key'", 'no-main-words'],
  'electron/main/template.ts': ['export const a = `Delete ${name}`', 'no-main-words'],
  'electron/main/words-messages.ts': ["export const a = 'Delete the key'"],
  'electron/main/log.ts': ["log.info('deletes the key')"],
  'electron/desktop/shortcut.ts': ["export const a = { accelerator: 'Alt+Delete' }"],
  'renderer/parts/key.ts': ['export const a = () => event.key', 'no-raw-key'],
  'renderer/parts/key-press.ts': ['export const a = () => event.key'],
  'renderer/parts/text.tsx': ['export const A = () => <p>Delete</p>', 'no-page-words'],
  'renderer/parts/label.tsx': ['export const A = () => <p aria-label="delete it" />', 'no-page-words'],
  'renderer/parts/class.tsx': ['export const A = () => <p className="whole page" />'],
  'renderer/parts/words.ts': ["export const a = 'Deletes the key'", 'no-page-words'],
  'renderer/parts/words-messages.ts': ["export const a = 'Deletes the key'"],
  'renderer/parts/find.ts': ["export const a = b.querySelector('Delete the key')"],
}
const CONFIG = '.oxlintrc.json'
const RULES = 'scripts/lint/keyhold-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'keyhold-lint-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
}

let report: Report
beforeAll(() => {
  const config = JSON.parse(readFileSync(join(ROOT, CONFIG), 'utf8')) as { options: object }
  // These files have no types.
  const options = { ...config.options, typeAware: false }
  write(CONFIG, JSON.stringify({ ...config, options }))
  write(RULES, '')
  copyFileSync(join(ROOT, RULES), join(folder, RULES))
  for (const [path, [source]] of Object.entries(FILES)) write(path, source)
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder, encoding: 'utf8' })
  report = JSON.parse(stdout) as Report
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

it.each(Object.entries(FILES))('checks %s by the rules for its place', (path, [, ...refusedBy]) => {
  const own = report.diagnostics.filter(
    ({ filename, code }) => filename.endsWith(path) && code.startsWith('keyhold'),
  )
  expect([...new Set(own.map(({ code }) => code))]).toEqual(refusedBy.map((rule) => `keyhold(${rule})`))
})
