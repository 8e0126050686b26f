/** Whether a RIPE Atlas key authenticates. */
import { Failure } from '../../../shared/contract/errors.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { authenticates } from '../authenticates.ts'
import { listKeys } from './calls.ts'

/**
 * Asks for the list of keys, which most keys may not see. The API answers 403 to a key that it does not know and to one that lacks the
 * permission alike (its page on API keys, read 2026); only its words tell which. Words that do neither prove nothing: then it throws.
 */
export async function verifySecret(api: HttpApi, signal?: AbortSignal): Promise<boolean> {
  return authenticates(
    async () => listKeys(api, signal)[Symbol.asyncIterator]().next(),
    (error) => isRefusal(error, 'forbidden') && /\bpermissions?\b/i.test(wordsOf(error)),
  )
}

const wordsOf = (error: unknown): string =>
  error instanceof Failure && error.error.kind === 'provider' ? (error.error.words ?? '') : ''
