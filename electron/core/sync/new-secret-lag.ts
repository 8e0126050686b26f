/** Asks a provider about a new secret several times before it counts as refused: some servers know a new secret only after a while. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { Provider } from '../ports/provider.ts'
import type { VersionRecord } from '../ports/store.ts'
import type { VaultClock } from '../ports/world.ts'

/** The pauses before the repetitions: long enough for most secrets, and short enough to wait for at a button. */
const PAUSES_MS: readonly number[] = [1_000, 2_000, 4_000]

interface About {
  readonly version: Pick<VersionRecord, 'origin' | 'madeAt'>
  readonly provider: Pick<Provider, 'newSecretsLagMs'>
  readonly clock: Pick<VaultClock, 'now' | 'wait'>
}

/**
 * Whether the provider accepts a secret. `ask` makes the read that shows it, and runs again if a new secret is refused. Throws Failure `provider`
 * `not-yet-shown` if the secret is still refused, and so new that this may change; `closed` if the vault closes meanwhile; and every error of `ask`.
 */
export async function acceptsSecret(
  { version, provider, clock }: About,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  const mayBeUnknown = () =>
    version.origin !== 'typed' && clock.now() - version.madeAt < (provider.newSecretsLagMs ?? 0)
  for (const pauseMs of PAUSES_MS) {
    if (await ask()) return true
    if (!mayBeUnknown()) return false
    await clock.wait(pauseMs)
  }
  if (await ask()) return true
  if (!mayBeUnknown()) return false
  throw new Failure({ kind: 'provider', why: 'not-yet-shown', outcome: 'refused' })
}
