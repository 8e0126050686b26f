import { expect, it } from 'vitest'
import { isMasked, secretsAt } from '../../../../electron/providers/described/secrets.ts'
import { hexOf } from '../../../emulators/emulator.ts'

const long = hexOf('a secret of a described provider').slice(0, 56)

it('takes a lone star beside a long part for a part of the secret, as Unleash writes it', () => {
  const whole = `*:development.${long}`
  expect(isMasked(whole)).toBe(false)
  expect(secretsAt('/secret')(JSON.stringify({ secret: whole }))).toEqual([whole])
})

it.each([
  `acme_${long.slice(0, 6)}*`,
  `*${long.slice(0, 31)}`,
  `*${long}*`,
  `**${long}`,
  `${long}…`,
  `*${long}...`,
  `${'0'.repeat(40)}*`,
])('takes %j for a mask', (text) => {
  expect(isMasked(text)).toBe(true)
})
