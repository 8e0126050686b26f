/** `keyhold regenerate`: the provider renews a key in place. */
import { confirmed, withOutcome } from '../changing.ts'
import { CHANGING } from '../changing-messages.ts'
import type { ActingCommand } from '../command.ts'
import { needAbility } from '../need-ability.ts'
import { needKey } from '../need-key.ts'
import { REGENERATE } from './regenerate-messages.ts'

export const regenerate: ActingCommand = {
  name: 'regenerate',
  ...REGENERATE.spec,
  needsUnlocked: true,
  asks: 'change',
  async acts(context, input) {
    const { key } = needKey(input.words[0] ?? '', context.reading())
    needAbility(context, key, 'regenerate', CHANGING.byHand)
    await confirmed(context, key, 'regenerate', input)
    return withOutcome(context, key, REGENERATE.done(key.name), () =>
      context.vault().rotation.regenerate(key.id),
    )
  },
}
