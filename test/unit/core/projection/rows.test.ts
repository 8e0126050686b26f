import { expect, it } from 'vitest'
import { grantTexts } from '../../../../electron/core/projection/rows.ts'

it('tells every permission and every target once, and nothing where nothing is known', () => {
  const probe = (id: string) => ({ permission: 'probes.get_probe', target: { type: 'probe', id } })
  expect(grantTexts([probe('1'), probe('2'), probe('1'), { permission: 'keys.list_keys' }])).toEqual({
    permissions: ['probes.get_probe', 'keys.list_keys'],
    targets: ['probe 1', 'probe 2'],
  })
  expect(grantTexts([])).toEqual({})
})
