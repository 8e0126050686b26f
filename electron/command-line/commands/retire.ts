/** `keyhold retire` and `keyhold roll-back`: end one of the two keys of a replacement. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isUnsettled } from '../../../shared/model/overlap.ts'
import { confirmed, named } from '../changing.ts'
import { CHANGING } from '../changing-messages.ts'
import { CommandStop, type ActingCommand, type ActingContext } from '../command.ts'
import { providerOf } from '../need-ability.ts'
import { needKey } from '../need-key.ts'
import type { VaultReading } from '../vault-reading.ts'
import { RETIRE, ROLL_BACK } from './replace-messages.ts'

export const retire: ActingCommand = {
  name: 'retire',
  ...RETIRE.spec,
  needsUnlocked: true,
  asks: 'change',
  async acts(context, input) {
    const { operation, old } = needPair(input.words[0] ?? '', context.reading())
    const by = input.flags.has('delete') || !canSwitchOff(context, old, operation) ? 'delete' : 'switch-off'
    await confirmed(context, old, 'retire', input)
    return ended(context, old, operation, RETIRE.done[by](old.name), RETIRE.unsettled(old.name), () =>
      context.vault().overlaps.retire({ operation: operation.id, by, name: old.name }),
    )
  },
}

export const rollBack: ActingCommand = {
  name: 'roll-back',
  ...ROLL_BACK.spec,
  needsUnlocked: true,
  asks: 'change',
  async acts(context, input) {
    const { operation, old, young } = needPair(input.words[0] ?? '', context.reading())
    await confirmed(context, young, 'roll-back', input)
    return ended(context, young, operation, ROLL_BACK.done(old.name), ROLL_BACK.unsettled(young.name), () =>
      context.vault().overlaps.rollBack({ operation: operation.id, name: young.name }),
    )
  },
}

interface Pair {
  readonly operation: OperationRow
  readonly old: KeyRow
  readonly young: KeyRow
}

/** Throws {@link CommandStop} if the key is in no overlap, or if its overlap is between two of its own secrets. */
function needPair(name: string, vault: VaultReading): Pair {
  const { key } = needKey(name, vault)
  const { overlap } = key
  const other = vault.keys.find(({ id }) => id === overlap?.other)
  const operation = vault.operations.find(({ id }) => id === overlap?.operation)
  if (overlap === undefined || other === undefined || operation === undefined)
    throw new CommandStop(EXIT.failed, CHANGING.noOverlap(key.name))
  if (other.id === key.id) throw new CommandStop(EXIT.failed, CHANGING.ofOneKey(key.name))
  return overlap.role === 'old'
    ? { operation, old: key, young: other }
    : { operation, old: other, young: key }
}

/** A key whose deletion was already requested cannot be disabled any more. */
function canSwitchOff(context: ActingContext, key: KeyRow, { state, overlap }: OperationRow): boolean {
  if (state === 'retired' || (state === 'retiring' && overlap?.doing === 'delete')) return false
  return providerOf(context, key)?.can.setEnabled === true
}

/** If the provider has not confirmed the request, its result is unknown. */
async function ended(
  context: ActingContext,
  key: KeyRow,
  { id }: OperationRow,
  done: string,
  unsettled: string,
  action: () => Promise<void>,
): Promise<number> {
  try {
    await action()
  } catch (error) {
    throw named(error, context, key)
  }
  const [after] = context.vault().rows.operations([id])
  if (after !== undefined && isUnsettled(after))
    throw new CommandStop(EXIT.unknown, unsettled, CHANGING.unknownNext)
  await context.output.lines(done)
  return EXIT.done
}
