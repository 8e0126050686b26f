import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { fuseFaults, readFuses, setFuses } from '../../../../scripts/package/fuses.ts'

/** Electron's marker before its fuses. It is followed by a version, a count, and one character per fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

function executableWith(wire: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-fuses-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'electron')
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.from(`before${SENTINEL}`),
      Buffer.from([1, wire.length]),
      Buffer.from(`${wire}after`),
    ]),
  )
  return path
}

it.each([
  ['eight', '10110011', '00001100'],
  ['nine', '101100111', '000011001'],
])('sets all of %s fuses and reads them back', async (_count, wire, wanted) => {
  const path = executableWith(wire)
  const fuses = await setFuses(path)
  expect(fuses).toHaveLength(wire.length)
  expect(fuseFaults(fuses)).toEqual([])
  expect(readFileSync(path, 'latin1')).toContain(`${wanted}after`)
})

it('names each fuse that is not as it should be', async () => {
  expect(fuseFaults(await readFuses(executableWith('10001100')))).toEqual(['RunAsNode is on'])
  expect(fuseFaults([])).toEqual(['Only 0 fuses were found'])
})

it('refuses an Electron with a fuse that nobody has decided on', async () => {
  await expect(readFuses(executableWith('0000110011'))).rejects.toThrow('not known')
})

it.skipIf(process.platform === 'win32')('signs a bundle of macOS again after its fuses are set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-fuses-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const bundle = join(folder, 'Keyhold.app')
  const frameworkDir = join(bundle, 'Contents', 'Frameworks', 'Electron Framework.framework')
  const framework = join(frameworkDir, 'Electron Framework')
  mkdirSync(frameworkDir, { recursive: true })
  writeFileSync(framework, readFileSync(executableWith('10110011')))
  const record = join(folder, 'signed')
  writeFileSync(join(folder, 'codesign'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${record}'\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH ?? ''}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  await setFuses(bundle, { signsAdHoc: true })
  const signed = readFileSync(record, 'latin1')
  expect(signed.split('\n').slice(0, 2)).toEqual(['--sign', '-'])
  expect(signed).toContain(bundle)
})
