/** A provider's answer to a deletion, for the core to assess. */
import type { ProviderTrouble } from '../../shared/contract/errors.ts'
import type { DeletionAnswer } from '../core/ports/provider.ts'
import { isRefusal } from './failure.ts'

/** Runs `send`. A refusal for one of `whys` may mean that the key does not exist; every other failure is thrown. */
export async function sendDeletion(
  send: () => Promise<unknown>,
  whys: readonly ProviderTrouble[] = ['not-found'],
): Promise<DeletionAnswer> {
  try {
    await send()
    return { heard: 'done' }
  } catch (error) {
    for (const why of whys) if (isRefusal(error, why)) return { heard: 'no-such-key', refusal: error }
    throw error
  }
}
