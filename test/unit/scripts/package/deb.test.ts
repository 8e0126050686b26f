import { expect, it } from 'vitest'
import { controlText, debDocuments, debName } from '../../../../scripts/package/deb.ts'
import { fillIn } from '../../../../scripts/package/system-tree.ts'
import { madeUpProduct as product } from './product-fixture.ts'

it('names the system’s keychain library and the oldest C library among what it needs', () => {
  const text = controlText(product, 1_000)
  expect(text).toMatch(/^Depends: libc6 \(>= 2\.34\), .*\blibsecret-1-0\b/m)
  expect(text).toMatch(/^Version: 1\.2\.3$/m)
  expect(text).not.toContain('For checks only')
  expect(text).toMatch(/\n$/)
  expect(text).not.toMatch(/\n\n/) // an empty line would end the control file
})

it('says of a package for checks what it is', () => {
  const text = controlText({ ...product, isStandIn: true, electronVersion: '33.4.11' }, 1)
  expect(text).toContain('For checks only: Electron 33.4.11')
})

it('dates its change by the one time', () => {
  const [change] = debDocuments(product)
  expect(change?.text).toContain('  Tue, 14 Nov 2023 22:13:20 +0000\n')
  expect(debName(product)).toBe('keyhold_1.2.3_amd64.deb')
  expect(fillIn('@VERSION@ of @DATE@, @VERSION@', product)).toBe('1.2.3 of 2023-11-14, 1.2.3')
})
