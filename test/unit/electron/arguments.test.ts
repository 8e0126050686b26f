import { expect, it } from 'vitest'
import { argument, startWish } from '../../../electron/arguments.ts'

it('finds what it is told between the switches of others', () => {
  const argv = ['electron', '--allow-file-access', '--profile=/home/a b/=x', 'app']
  expect(argument(argv, 'profile')).toBe('/home/a b/=x')
  expect(argument(argv, 'prof')).toBeUndefined()
})

it.each([
  [['keyhold'], { isHidden: false, isQuick: false }],
  [['keyhold', '--hidden'], { isHidden: true, isQuick: false }],
  [['keyhold', '--quick', '--enable-features=Wayland'], { isHidden: false, isQuick: true }],
  [['keyhold', '--hidden=no', 'hidden', '--quickly'], { isHidden: false, isQuick: false }],
])('reads the wish of %j', (argv, wish) => {
  expect(startWish(argv)).toEqual(wish)
})
