import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import {
  archiveAptRepository,
  packagesEntry,
  releaseText,
} from '../../../../scripts/package/apt-repository.ts'
import { needsAdHocSignature, signingOptions } from '../../../../scripts/package/other-systems.ts'
import { specText } from '../../../../scripts/package/rpm.ts'
import { writeSums } from '../../../../scripts/package/sums.ts'
import { madeUpProduct } from './product-fixture.ts'

const sum = (text: string) => createHash('sha256').update(text).digest('hex')

it('adds path, size and checksums to a package’s own description', () => {
  const entry = packagesEntry(
    'Package: keyhold\nDescription: a\n b\n',
    'pool/keyhold.deb',
    Buffer.from('deb'),
  )
  expect(entry).toBe(
    `Package: keyhold\nDescription: a\n b\nFilename: pool/keyhold.deb\nSize: 3\nSHA256: ${sum('deb')}\n\n`,
  )
})

it('lists the lists with their checksums, under the one time', () => {
  const text = releaseText(madeUpProduct, [
    { name: 'main/binary-amd64/Packages', bytes: Buffer.from('list') },
  ])
  expect(text).toContain('Date: Tue, 14 Nov 2023 22:13:20 GMT\n')
  expect(text).toContain(`SHA256:\n ${sum('list')} 4 main/binary-amd64/Packages\n`)
})

it('writes checksums that sha256sum reads, sorted by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-sums-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const files = ['b.deb', 'a.rpm'].map((name) => join(folder, name))
  for (const file of files) writeFileSync(file, file.slice(-5))
  expect(readFileSync(writeSums(files, folder), 'utf8')).toBe(
    `${sum('a.rpm')}  a.rpm\n${sum('b.deb')}  b.deb\n`,
  )
})

it('asks rpm to change nothing on the way, and to keep the helper of the sandbox root’s', () => {
  const spec = specText(madeUpProduct, '/tree')
  expect(spec).toContain('%global __os_install_post %{nil}\n')
  expect(spec).toContain('AutoReqProv: no\n')
  expect(spec).toContain('%attr(4755,root,root) /usr/lib/keyhold/chrome-sandbox\n')
  expect(spec).toMatch(/^Requires: \(libsecret or libsecret-1-0\)$/m)
})

it('signs with what the environment names, and notarizes nothing that is not signed', () => {
  expect(signingOptions({ KEYHOLD_APPLE_IDENTITY: '', KEYHOLD_WINDOWS_PASSWORD: 'x' })).toEqual({})
  const apple = { KEYHOLD_APPLE_ID: 'a', KEYHOLD_APPLE_PASSWORD: 'b', KEYHOLD_APPLE_TEAM: 'c' }
  expect(signingOptions(apple)).toEqual({})
  expect(signingOptions({ ...apple, KEYHOLD_APPLE_IDENTITY: 'me' })).toEqual({
    osxSign: { identity: 'me' },
    osxNotarize: { appleId: 'a', appleIdPassword: 'b', teamId: 'c' },
  })
})

it('signs without a certificate what a Mac with Apple’s processor would not start otherwise', () => {
  expect(needsAdHocSignature('darwin', 'arm64', {})).toBe(true)
  expect(needsAdHocSignature('darwin', 'arm64', { osxSign: { identity: 'me' } })).toBe(false)
  expect(needsAdHocSignature('darwin', 'x64', {})).toBe(false)
  expect(needsAdHocSignature('win32', 'arm64', {})).toBe(false)
})

it('archives the layout of the repository, the same twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-apt-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const aptDir = join(folder, 'apt')
  mkdirSync(join(aptDir, 'dists', 'stable'), { recursive: true })
  writeFileSync(join(aptDir, 'dists', 'stable', 'Release'), 'Origin: Keyhold')
  const target = archiveAptRepository(madeUpProduct, aptDir, folder)
  expect(basename(target)).toBe(`keyhold-${madeUpProduct.packageVersion}-apt-${madeUpProduct.debArch}.tar`)
  const bytes = readFileSync(target)
  expect(bytes.toString('latin1')).toContain('apt/dists/stable/Release')
  expect(readFileSync(archiveAptRepository(madeUpProduct, aptDir, folder)).equals(bytes)).toBe(true)
})
