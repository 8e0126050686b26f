import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './loaded.ts'

const MOST_BYTES = 300_000

const sheet = readFileSync(join(ROOT, 'renderer/styles/fonts.css'), 'utf8')
const files = [...sheet.matchAll(/url\('([^']+)'\)/g)].map(([, path = '']) => path)

it('the fonts that come with the program are small', () => {
  expect(files).toHaveLength(4)
  const bytes = files.map((file) => statSync(join(ROOT, 'node_modules', file)).size)
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(MOST_BYTES)
})

it.each(['inter', 'jetbrains-mono'])('the licence of %s goes with it, word for word', (font) => {
  const kept = readFileSync(join(ROOT, `renderer/public/licenses/${font}.txt`), 'utf8')
  expect(kept).toBe(readFileSync(join(ROOT, `node_modules/@fontsource-variable/${font}/LICENSE`), 'utf8'))
  expect(kept).toContain('SIL Open Font License')
})
