/** Refuses a change that a key's provider does not offer, before the person is asked. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { abilitiesOf } from '../../shared/model/abilities.ts'
import type { Abilities } from '../../shared/model/catalogue.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { CHANGING } from './changing-messages.ts'
import { CommandStop, type ActingContext } from './command.ts'

/** Throws {@link CommandStop} with exit code 1. `byHand`: the words for a key without an account. */
export function needAbility(
  context: ActingContext,
  { name, account: id, provider }: KeyRow,
  ability: keyof Abilities,
  byHand: (name: string) => string,
): void {
  const { accounts, providers } = context.vault().snapshot()
  const account = accounts.find((one) => one.id === id)
  const metadata = providers.find((one) => one.id === provider)
  if (account === undefined) throw new CommandStop(EXIT.failed, byHand(name))
  // A provider that this version does not know is refused by the operation itself.
  if (metadata === undefined || abilitiesOf(metadata, account.settings)[ability]) return
  throw new CommandStop(EXIT.failed, CHANGING.unsupported(metadata.name))
}
