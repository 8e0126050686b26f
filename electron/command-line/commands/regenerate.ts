/** `keyhold regenerate`: the provider renews a key in place. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { confirmed, withOutcome } from '../changing.ts'
import { CHANGING } from '../changing-messages.ts'
import { CommandStop, type ActingCommand, type ActingContext } from '../command.ts'
import { needAbility, providerOf } from '../need-ability.ts'
import { needKey } from '../need-key.ts'
import { overlapHoursOf } from '../overlap-hours.ts'
import { REGENERATE } from './regenerate-messages.ts'

export const regenerate: ActingCommand = {
  name: 'regenerate',
  ...REGENERATE.spec,
  needsUnlocked: true,
  asks: 'change',
  async acts(context, input) {
    const overlapHours = overlapHoursOf(input)
    const { key } = needKey(input.words[0] ?? '', context.reading())
    needAbility(context, key, 'regenerate', CHANGING.byHand)
    if (overlapHours !== undefined) needOldStays(context, key)
    await confirmed(context, key, 'regenerate', input, overlapHours)
    const { name } = key
    const done = overlapHours === undefined ? REGENERATE.done(name) : REGENERATE.bothWork(name, overlapHours)
    return withOutcome(context, key, done, () => context.vault().rotation.regenerate(key.id, overlapHours))
  },
}

/** Throws {@link CommandStop} before the user is asked. If this version does not know the provider, the operation itself refuses. */
function needOldStays(context: ActingContext, key: KeyRow): void {
  const provider = providerOf(context, key)
  if (provider !== undefined && provider.rotation.oldSecretCanStay !== true)
    throw new CommandStop(EXIT.failed, REGENERATE.endsAtOnce(key.name))
}
