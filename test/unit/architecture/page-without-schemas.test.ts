import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, wayTo } from './loaded.ts'

const pages = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\bmain\.tsx$/.test(file))
  .map((file) => `renderer/${file}`)

// zod tries to compile code, which the page's policy forbids and reports.
it.each(pages)('%s loads no schema library', (page) => {
  expect(wayTo(page, (name) => name === 'zod')).toBeUndefined()
})
