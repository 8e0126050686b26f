import { expect, it } from 'vitest'
import { answerOf } from '../../../../renderer/approval/card-keys.ts'
import { allowWords, cardMessages } from '../../../../renderer/approval/approval-messages.ts'

const press = (key: string, more = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more,
})

it('has one key for each answer, and none with a modifier', () => {
  const answers = ['Escape', '1', '2', '3'].map((key) => answerOf(press(key)))
  expect(answers).toEqual(['deny', 'once', '15-minutes', 'until-lock'])
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey'])
    expect(answerOf(press('1', { [modifier]: true }))).toBeUndefined()
})

it('takes no letter, and neither Enter nor Space, for a yes', () => {
  for (const key of ['a', 'y', 'o', 'Enter', ' ', '0', '4', 'constructor'])
    expect(answerOf(press(key))).toBeUndefined()
})

it('says what is asked for', () => {
  const secrets = (command: 'get' | 'copy' | 'mcp', count: number) =>
    cardMessages.wants({ kind: 'secrets', command }, count)
  expect(secrets('get', 1)).toBe('wants a secret.')
  expect(secrets('get', 2)).toBe('wants 2 secrets.')
  expect(secrets('copy', 1)).toContain('clipboard')
  expect(secrets('mcp', 1)).toContain('agent')
  expect(cardMessages.wants({ kind: 'change', change: 'regenerate' }, 1)).toContain('stops working')
  const keeping = { kind: 'change', change: 'regenerate', overlapHours: 24 } as const
  expect(cardMessages.wants(keeping, 1)).toContain('keeps working for 24 hours')
  expect(allowWords('until-lock', true)).toBe('Until Keyhold locks')
  expect(allowWords('until-lock', false)).toBe('Until Keyhold quits')
})
