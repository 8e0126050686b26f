import { expect, it } from 'vitest'
import { removeAccountMessages } from '../../../renderer/screens/confirm/confirm-messages.ts'

it.each([0, 1, 12])('ends what it says of %i keys of a removed account with one full stop', (count) => {
  for (const text of [removeAccountMessages.doneDetail(count), removeAccountMessages.keys(count)])
    expect(text).toMatch(/[^.]\.$/)
})
