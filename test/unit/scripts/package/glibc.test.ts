import { expect, it } from 'vitest'
import { aboveFloor, glibcNeedOf } from '../../../../scripts/package/glibc.ts'

const elf = (...names: string[]) => Buffer.from(`\x7fELF\0${names.join('\0')}\0`, 'latin1')

it('finds the newest version of the C library, by number and not by letter', () => {
  expect(glibcNeedOf(elf('GLIBC_2.9', 'GLIBC_2.34', 'GLIBC_2.2.5'))).toBe('2.34')
  expect(glibcNeedOf(elf('GLIBC_2.2.5'))).toBe('2.2.5')
})

it('has nothing to say of other files, and of machine code that names none', () => {
  expect(glibcNeedOf(Buffer.from('GLIBC_2.34'))).toBeUndefined()
  expect(glibcNeedOf(elf('GLIBC_PRIVATE', 'GLIBC_2.', 'GLIBCXX_3.4'))).toBeUndefined()
  expect(glibcNeedOf(Buffer.alloc(0))).toBeUndefined()
})

it('names what needs a newer one than the packages promise', () => {
  const needs = ['2.2.5', '2.34', '2.35', '2.34.1', '3.0'].map((glibc) => ({ file: glibc, glibc }))
  expect(aboveFloor(needs, '2.34').map(({ file }) => file)).toEqual(['2.35', '2.34.1', '3.0'])
})
