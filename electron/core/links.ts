/** Pages outside: the page of the app names one, main knows its address. */
import type { Input } from '../../shared/contract.ts'
import { Failure } from '../../shared/errors.ts'
import type { Providers } from './ports/provider.ts'
import type { Store } from './ports/store.ts'

interface Deps {
  readonly store: Store
  readonly providers: Providers
}

/** The https address that `link` names. Throws Failure `not-found`/`link`. */
export function addressOf(link: Input<'app:open-link'>, { store, providers }: Deps): string {
  const address = rawAddressOf(link, { store, providers })
  // SECURITY: only https leaves for the browser, whatever a record or a catalogue holds.
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:')
    throw new Failure({ kind: 'not-found', what: 'link' })
  return address
}

function rawAddressOf(link: Input<'app:open-link'>, { store, providers }: Deps): string {
  switch (link.to) {
    case 'provider-docs':
      return providers.find(link.provider).facts.docsUrl
    case 'provider-console':
      return providers.find(link.provider).facts.consoleUrl
    case 'key-console': {
      const key = store.keys.get(link.key)
      if (key === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
      if (key.consoleUrl !== '') return key.consoleUrl
      return key.account === undefined ? '' : providers.find(key.provider).facts.consoleUrl
    }
  }
}
