import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, wayTo } from './loaded.ts'

const pages = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\bmain\.tsx$/.test(file))
  .map((file) => `renderer/${file}`)

// zod tries out whether it may compile code, which the page's policy forbids and reports; the command would start twice as slowly.
it.each([...pages, 'cli/main.ts'])('%s loads no schema library', (entry) => {
  expect(wayTo(entry, (name) => name === 'zod')).toBeUndefined()
})
