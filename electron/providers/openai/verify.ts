/** Whether an OpenAI key authenticates. */
import type { HttpApi } from '../http-client.ts'
import { authenticates } from '../authenticates.ts'
import { readSmallest } from './calls.ts'
import { missingScopes } from './errors.ts'

/**
 * Requests a list: the organization's keys with an admin key, the models with any other one. For a key that it knows, OpenAI names the scope that the
 * key lacks.
 */
export async function verifySecret(api: HttpApi, signal?: AbortSignal): Promise<boolean> {
  return authenticates(
    async () => readSmallest(api, signal),
    (error) => missingScopes(error) !== undefined,
  )
}
