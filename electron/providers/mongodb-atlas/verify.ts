/** Whether a secret of Atlas authenticates. */
import { authenticates } from '../authenticates.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { listOrganizations } from './roots.ts'
import { signsWithSecret } from './settings.ts'

/**
 * Exchanges a service account's secret for a new token, which every secret may do from everywhere; with an API key reads the organizations. A key
 * that is kept out by its access list, or lacks a role, is a key that Atlas knows.
 */
export const verifySecret = async (api: HttpApi, signal?: AbortSignal): Promise<boolean> =>
  authenticates(
    async () => (signsWithSecret(api.settings) ? api.exchangeToken(signal) : listOrganizations(api, signal)),
    (error) =>
      !signsWithSecret(api.settings) &&
      (isRefusal(error, 'forbidden') || isRefusal(error, 'not-on-access-list')),
  )
