import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../../scripts/bootstrap/place.mjs'
import * as limits from '../../../shared/contract/command-line-limits.ts'

const { EXIT, LONGEST_FOLDER: _, ...numbers } = limits

it('the relay has the numbers of the contract', () => {
  const source = readFileSync(join(ROOT, 'cli/relay/limits.rs'), 'utf8')
  const constants = [...source.matchAll(/^pub const (\w+): .+? = (.+);$/gm)].map(
    ([, name = '', value = '']): [string, unknown] => [
      name,
      JSON.parse(value.replaceAll(/(?<=\d)_(?=\d)/g, '')),
    ],
  )
  expect(Object.fromEntries(constants)).toEqual({
    ...numbers,
    FAILED: EXIT.failed,
    USAGE: EXIT.usage,
    NO_PROGRAM: EXIT.noProgram,
  })
})
