/** The access list of an API key: from where it may be used. */
import type { HttpApi } from '../http-client.ts'
import { addressOfEntry, RawEntry } from './api-keys.ts'
import { API_KEY } from './kinds.ts'
import { allRows } from './pages.ts'
import { rootOf } from './roots.ts'

const pathOf = async (api: HttpApi, id: string, signal?: AbortSignal): Promise<readonly string[]> => [
  ...(await rootOf(api, API_KEY, signal)),
  'apiKeys',
  id,
  'accessList',
]

/** Every entry of a key's list. */
export async function entriesOf(
  api: HttpApi,
  id: string,
  signal?: AbortSignal,
): Promise<readonly RawEntry[]> {
  const path = await pathOf(api, id, signal)
  return allRows(api, { scope: API_KEY, path, schema: RawEntry, idOf: addressOfEntry }, signal)
}

/** Adds addresses and ranges to a key's list. */
export async function addEntries(api: HttpApi, id: string, addresses: readonly string[]): Promise<void> {
  const json = addresses.map((one) => (one.includes('/') ? { cidrBlock: one } : { ipAddress: one }))
  const path = await pathOf(api, id)
  await api.send({ scope: API_KEY, path, method: 'POST', effect: 'change', json })
}
