/** Lists the addresses that calls to providers are sent to. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'

interface Deps {
  readonly store: Pick<Store, 'accounts'>
  readonly providers: Providers
}

/** The https addresses of all accounts' calls; without an account, those of the providers' documentation. Throws Failure `vault`. */
export function providerAddresses({ store, providers }: Deps): readonly string[] {
  function destinations(...account: Parameters<Providers['destinations']>): readonly string[] {
    try {
      return providers.destinations(...account).filter((one) => one.startsWith('https://'))
    } catch (error) {
      if (error instanceof Failure) return [] // settings that no longer fit the form name no address
      throw error
    }
  }
  const used = store.accounts.all().flatMap(({ provider, settings }) => destinations(provider, settings))
  const ours = providers.metadata.filter(({ described }) => described === undefined)
  return used.length > 0 ? used : ours.map(({ docsUrl }) => docsUrl)
}
