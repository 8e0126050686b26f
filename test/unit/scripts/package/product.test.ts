import { expect, it } from 'vitest'
import { nextVersion } from '../../../../scripts/package/newer.ts'
import { epochOf, packageVersionOf } from '../../../../scripts/package/product.ts'

it('orders a pre-release, and a package for checks, before the release', () => {
  expect(packageVersionOf('1.2.3', undefined)).toBe('1.2.3')
  expect(packageVersionOf('1.2.3-beta.1', undefined)).toBe('1.2.3~beta.1')
  expect(packageVersionOf('1.2.3', '33.4.11')).toBe('1.2.3~electron33.4.11')
})

it('takes the one time from SOURCE_DATE_EPOCH, or else from the last commit', () => {
  expect(epochOf({ SOURCE_DATE_EPOCH: '1700000000' }, () => 1)).toBe(1_700_000_000)
  expect(epochOf({}, () => 1)).toBe(1)
  for (const SOURCE_DATE_EPOCH of ['', 'now', '-1', '1.5', '2026-01-01'])
    expect(() => epochOf({ SOURCE_DATE_EPOCH }, () => 1)).toThrow('SOURCE_DATE_EPOCH')
})

it('counts to the next version', () => {
  expect(nextVersion('0.1.0')).toBe('0.1.1')
  expect(nextVersion('1.2.9-beta.1')).toBe('1.2.10')
  expect(() => nextVersion('1.2')).toThrow('no version')
})
