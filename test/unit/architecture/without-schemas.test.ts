import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, wayTo } from './loaded.ts'

const pages = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\bmain\.tsx$/.test(file))
  .map((file) => `renderer/${file}`)

// The first window, and a second start of the program, wait until these modules are loaded.
it.each(['electron/main/main.ts', 'electron/main/start.ts'])(
  '%s loads neither the schemas nor the program before the window',
  (entry) => {
    expect(wayTo(entry, (name) => name === 'zod' || name === 'electron/app.ts')).toBeUndefined()
  },
)

// zod tests whether it may compile code, which the page's policy forbids and reports. With zod, the command would take twice as long to start.
it.each([...pages, 'cli/main.ts'])('%s loads no schema library', (entry) => {
  expect(wayTo(entry, (name) => name === 'zod')).toBeUndefined()
})
