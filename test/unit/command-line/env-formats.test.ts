import { execFileSync } from 'node:child_process'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../seed.ts'
import { ENV_FORMATS, variablesText } from '../../../electron/command-line/env-formats.ts'

const HOSTILE = [
  '',
  'plain',
  "it's",
  '$(touch /tmp/x)',
  '`id`',
  '"double" and \\ backslash \\',
  'line\nbreak',
  '\\',
  "\\'",
  '!history !!',
  '‘typographic’',
  '; rm -rf ~ #',
  '-n',
  'ä 漢 👩‍👩‍👧',
  '%s %d',
  '~',
]
const names = HOSTILE.map((_, index) => `V${index}`)
const all = HOSTILE.map((value, index) => [names[index]!, value] as const)

/** Prints each variable as the shell has it, ended by a NUL. */
const printing = names.map((name) => `printf '%s\\0' "$${name}"`).join('\n')
const fromShell = (shell: string, args: readonly string[], text: string) =>
  execFileSync(shell, [...args, '-c', `${text}\n${printing}`], { encoding: 'utf8', timeout: 30_000 })
    .split('\0')
    .slice(0, -1)

describe('variables', () => {
  it.each([
    ['sh', ['sh', []], 'sh'],
    ['bash', ['bash', ['--norc']], 'sh'],
    ['zsh', ['zsh', ['-f']], 'sh'],
    ['fish', ['fish', ['--no-config']], 'fish'],
  ] as const)('keep every byte in %s', (_, [shell, args], format) => {
    expect(fromShell(shell, args, variablesText(all, format))).toEqual(HOSTILE)
  })

  it('keep every byte in a .env file that Node reads, or are refused', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        let text: string
        try {
          text = variablesText([['X', value]], 'dotenv')
        } catch (error) {
          expect(error).toMatchObject({ error: { kind: 'secret', why: 'no-line' } })
          return
        }
        expect(parseEnv(text)).toEqual({ X: value })
      }),
    )
  })

  it('double each sign that PowerShell takes for a quote', () => {
    expect(variablesText([['X', "a'b‘c’d‚e‛f"]], 'pwsh')).toBe("$Env:X = 'a''b‘‘c’’d‚‚e‛‛f'\n")
  })

  it('are one JSON object', () => {
    expect(JSON.parse(variablesText(all, 'json'))).toEqual(Object.fromEntries(all))
  })

  it('end with a line break in each format', () => {
    for (const format of ENV_FORMATS) expect(variablesText([['X', 'y']], format)).toMatch(/\n$/)
  })
})
