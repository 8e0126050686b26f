/** Interprets a provider's "there is no such key" if its reads lag behind its writes: for a new key, it proves nothing yet. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/model.ts'
import { isWithinReadLag } from './missing-keys.ts'
import type { Provider } from '../ports/provider.ts'
import type { KeyRecord } from '../ports/store.ts'

type Lag = Pick<Provider, 'readsLagMs'>

/** The Failure for a key that its provider does not find. */
export const notFound = (key: KeyRecord, { readsLagMs }: Lag, now: Instant): Failure =>
  new Failure({
    kind: 'provider',
    why: isWithinReadLag(key, readsLagMs, now) ? 'not-yet-shown' : 'not-found',
    outcome: 'refused',
  })

/** Whether the error says that the key does not exist, or is not shown yet. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Failure &&
  error.error.kind === 'provider' &&
  (error.error.why === 'not-found' || error.error.why === 'not-yet-shown')

/** Runs `read`, which reads this key. If the provider does not find the key, rejects with {@link notFound}. */
export async function readingKey<T>(
  key: KeyRecord,
  provider: Lag,
  now: Instant,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (isMissing(error) && isWithinReadLag(key, provider.readsLagMs, now)) throw notFound(key, provider, now)
    throw error
  }
}
