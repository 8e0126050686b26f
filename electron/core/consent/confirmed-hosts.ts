/** Hosts that are not the providers' own: the user is asked about each once, outside the page, before anything is sent to the host. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { ConfirmationPort, Question } from '../ports/confirmations.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import type { UserActions } from './user-actions.ts'

interface Deps {
  readonly store: Store
  readonly providers: Providers
  readonly confirmations: ConfirmationPort
  readonly actions: UserActions
  readonly clock: Pick<Clock, 'now'>
}

export interface ConfirmedHosts {
  /**
   * Asks about the hosts of these settings that are neither the provider's own nor confirmed. `settings` are cleaned. Throws Failure `host`
   * `refused`, or `limit` if no question may be shown now.
   */
  confirm(provider: string, settings: FormValues): Promise<void>
  /** The same for the server of a service that a manual key's secret is to be sent to, once. `service`: its name in our own table. */
  confirmService(service: string, origin: string): Promise<void>
  /**
   * The same for the host of a page that the browser is to open. Resolves with whether a question was shown. `address` is a whole https address.
   */
  confirmPage(address: string): Promise<boolean>
  /**
   * The providers, reachable only at hosts that are known or confirmed; for any other host, `open` throws Failure `host` `unconfirmed`.
   *
   * SECURITY: every call to a provider is opened here, so no caller can send to a host that the user has not confirmed.
   */
  readonly providers: Providers
}

/** As many hosts as one dialog shows. */
const MOST_AT_ONCE = 12

export function createConfirmedHosts(deps: Deps): ConfirmedHosts {
  const { store, providers, confirmations, actions, clock } = deps

  const unconfirmed = (provider: string, settings: FormValues): readonly string[] =>
    providers.strangers(provider, settings).filter((origin) => !store.hosts.has('send', origin))

  async function ask(purpose: 'send' | 'open', origins: readonly string[], question: Question) {
    const agreed = await actions.dialog(() => confirmations.confirm(question))
    store.transaction(() => {
      for (const origin of origins) {
        if (agreed) store.hosts.add(purpose, origin)
        const kind = agreed ? 'host-confirmed' : 'host-refused'
        store.history.add({ at: clock.now(), kind, name: hostOf(origin), details: { for: purpose } })
      }
    })
    if (!agreed) throw new Failure({ kind: 'host', why: 'refused', host: hostOf(origins[0] ?? '') })
  }

  return {
    async confirm(provider, settings) {
      const origins = unconfirmed(provider, settings)
      const { name, described } = providers.find(provider).metadata
      const isDescribed = described !== undefined && ({ isDescribed: true } as const)
      for (let from = 0; from < origins.length; from += MOST_AT_ONCE) {
        const some = origins.slice(from, from + MOST_AT_ONCE)
        await ask('send', some, { about: 'send', provider: name, hosts: some.map(hostOf), ...isDescribed })
      }
    },

    async confirmService(service, origin) {
      if (store.hosts.has('send', origin)) return
      await ask('send', [origin], { about: 'send', provider: service, hosts: [hostOf(origin)] })
    },

    async confirmPage(address) {
      const { origin, href } = new URL(address)
      if (store.hosts.has('open', origin)) return false
      await ask('open', [origin], { about: 'open', host: hostOf(origin), address: href })
      return true
    },

    providers: {
      ...providers,
      get metadata() {
        return providers.metadata
      },
      async open(provider, settings, credential) {
        const [stranger] = unconfirmed(provider, settings)
        if (stranger !== undefined)
          throw new Failure({ kind: 'host', why: 'unconfirmed', host: hostOf(stranger) })
        return providers.open(provider, settings, credential)
      },
    },
  }
}

/** Host and port in the form that is sent on the wire, other alphabets in their ASCII form. An address that is not https keeps its scheme. */
export function hostOf(origin: string): string {
  const { protocol, hostname, port } = new URL(origin)
  const whole = `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`
  return protocol === 'https:' ? whole : `${protocol}//${whole}`
}
