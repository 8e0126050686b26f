import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { entryOf } from '../core/vault-set-up.ts'
import { makeCommands } from './set-up.ts'

describe('keyhold run --env-file', () => {
  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\u{FEFF}${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
    ['UTF-16 in the other order', (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le').swap16()],
    ['lines of Windows', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['lines of old Macs', (text: string) => Buffer.from(text.replaceAll('\n', '\r'))],
  ])('reads a file in %s, which an import may have put references into', async (_, saved) => {
    const { keyhold, port, key } = await makeCommands()
    const secret = port.entries.get(entryOf(key, 1))
    const folder = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(
      join(folder, '.env'),
      saved('A=keyhold://secret/Lab/build\nB="keyhold://secret/Lab/build"\n'),
    )
    const { session } = await keyhold({ args: ['run', '--env-file', '.env', '--', 'make'], folder })
    expect(session.became?.variables).toEqual({ A: secret, B: secret })
  })
})
