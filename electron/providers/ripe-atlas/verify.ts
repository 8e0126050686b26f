/** Whether a RIPE Atlas key authenticates. */
import { isRefusal, wordsOf } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { authenticates } from '../authenticates.ts'
import { listKeys } from './calls.ts'

/**
 * Requests the list of keys, which most keys may not read. The API answers 403 both for an unknown key and for a key without the permission (its page
 * on API keys, read 2026); only the words differ. Throws if the words match neither, because they prove nothing.
 */
export async function verifySecret(api: HttpApi, signal?: AbortSignal): Promise<boolean> {
  return authenticates(
    async () => listKeys(api, signal)[Symbol.asyncIterator]().next(),
    (error) => isRefusal(error, 'forbidden') && /\bpermissions?\b/i.test(wordsOf(error)),
  )
}
