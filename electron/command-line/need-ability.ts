/** Refuses a change that a key's provider does not offer, before the user is asked. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { metadataOfKey } from '../../shared/model/abilities.ts'
import type { Abilities, ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { CHANGING } from './changing-messages.ts'
import { CommandStop, type ActingContext } from './command.ts'

/** The key's provider, narrowed to what the key's account and kind allow. `undefined`: this version does not know the provider. */
export function providerOf(
  context: ActingContext,
  { account: id, provider, scope }: KeyRow,
): ProviderMetadata | undefined {
  const { accounts, providers } = context.vault().snapshot()
  const account = accounts.find((one) => one.id === id)
  return metadataOfKey(
    providers.find((one) => one.id === provider),
    account?.settings,
    scope,
  )
}

/** Throws {@link CommandStop} with exit code 1. `byHand`: the text for a key without an account. */
export function needAbility(
  context: ActingContext,
  key: KeyRow,
  ability: keyof Abilities,
  byHand: (name: string) => string,
): void {
  if (key.account === undefined) throw new CommandStop(EXIT.failed, byHand(key.name))
  const provider = providerOf(context, key)
  // A provider that this version does not know is refused by the operation itself.
  if (provider?.can[ability] === false)
    throw new CommandStop(EXIT.failed, CHANGING.unsupported(provider.name))
}
