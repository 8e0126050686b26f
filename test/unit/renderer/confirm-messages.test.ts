import { expect, it } from 'vitest'
import {
  deleteMessages,
  disableMessages,
  enableMessages,
  removeAccountMessages,
  revokeMessages,
} from '../../../renderer/screens/confirm/confirm-messages.ts'
import { editKeyMessages } from '../../../renderer/screens/key-form/key-form-messages.ts'
import { beforeMessages } from '../../../renderer/screens/regenerate/regenerate-messages.ts'
import { rollBackWords } from '../../../renderer/screens/replace/retire-messages.ts'

it.each([0, 1, 12])('ends what it says of %i keys of a removed account with one full stop', (count) => {
  for (const text of [removeAccountMessages.doneDetail(count), removeAccountMessages.keys(count)])
    expect(text).toMatch(/[^.]\.$/)
})

it('says before a change at a provider that Keyhold cannot undo it, and promises no undo there', () => {
  for (const text of [
    revokeMessages.kept('RIPE Atlas'),
    editKeyMessages.lastSynced,
    beforeMessages.noUndo,
    rollBackWords('one', false, 'RIPE Atlas', true).what,
    rollBackWords('one', true, 'RIPE Atlas', true).what,
  ])
    expect(text).toMatch(/can’t undo/)
  // The opposite command reverts these; Undo does not.
  for (const text of [disableMessages.detail('RIPE Atlas'), enableMessages.detail('RIPE Atlas')])
    expect(text).not.toMatch(/undo/)
  expect(deleteMessages.undo).toBe('You can undo this for 10 seconds.')
})
