/** `keyhold replace`: creates a new key like this one; both work until the old one is retired. */
import { confirmed, named, withOutcome } from '../changing.ts'
import { CHANGING } from '../changing-messages.ts'
import type { ActingCommand } from '../command.ts'
import { needAbility } from '../need-ability.ts'
import { needKey } from '../need-key.ts'
import { overlapHoursOf } from '../overlap-hours.ts'
import { REPLACE } from './replace-messages.ts'

export const replace: ActingCommand = {
  name: 'replace',
  ...REPLACE.spec,
  needsUnlocked: true,
  asks: 'change',
  async acts(context, input) {
    const vault = context.reading()
    const overlapHours = overlapHoursOf(input) ?? vault.settings.overlapHours
    const { key } = needKey(input.words[0] ?? '', vault)
    needAbility(context, key, 'replace', CHANGING.byHand)
    await confirmed(context, key, 'replace', input)
    const { rotation } = context.vault()
    const { draft } = await rotation.replacement(key.id).catch((error: unknown) => {
      throw named(error, context, key)
    })
    return withOutcome(context, key, REPLACE.done(key.name, overlapHours), () =>
      rotation.replace({ key: key.id, draft, overlapHours }),
    )
  },
}
