/**
 * Opens external pages: the renderer names a page, the main process knows its address, and an address that was typed, or lies on a server that was
 * typed, is shown to the user before it opens.
 */
import type { Input } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { shapeById } from '../../../shared/shapes/match-shape.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import type { ConfirmedHosts } from '../consent/confirmed-hosts.ts'
import type { UserActions } from '../consent/user-actions.ts'

interface Places {
  readonly store: Store
  readonly providers: Pick<Providers, 'find'>
}

interface Deps extends Places {
  readonly hosts: Pick<ConfirmedHosts, 'confirmPage'>
  readonly actions: Pick<UserActions, 'need'>
  readonly openExternal: World['openExternal']
}

export interface Links {
  /** Throws Failure `not-found`, `limit` without a press by the user, `host` `refused`. */
  open(link: Input<'app:open-link'>): Promise<void>
}

export function createLinks({ hosts, actions, openExternal, ...places }: Deps): Links {
  return {
    async open(link) {
      const address = addressOf(link, places)
      // SECURITY: an attacker who controls the page can type an address, too. The addresses of the catalogue and of the shapes are ours; those
      // of a described provider are not.
      const wasAsked = isTyped(link, places) && (await hosts.confirmPage(address))
      if (!wasAsked) await actions.need('open')
      await openExternal(address)
    },
  }
}

function isTyped(link: Input<'app:open-link'>, { store, providers }: Places): boolean {
  const isDescribed = (provider: string) => providers.find(provider).metadata.described !== undefined
  if (link.to === 'provider-docs' || link.to === 'provider-console') return isDescribed(link.provider)
  if (link.to === 'credential-page')
    return (
      isDescribed(link.provider) ||
      pageOf(link, providers) !== providers.find(link.provider).metadata.consoleUrl
    )
  if (link.to !== 'key-console') return false
  const key = store.keys.get(link.key)
  return key?.consoleUrl !== '' || isDescribed(key.provider)
}

/** The https address that `link` names. Throws Failure `not-found`/`link`. */
export function addressOf(link: Input<'app:open-link'>, { store, providers }: Places): string {
  const address = rawAddressOf(link, { store, providers })
  // SECURITY: only https addresses are passed to the browser, whatever a record or a catalogue holds.
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:')
    throw new Failure({ kind: 'not-found', what: 'link' })
  return address
}

function rawAddressOf(link: Input<'app:open-link'>, { store, providers }: Places): string {
  switch (link.to) {
    case 'shape-page':
      return shapeById(link.shape)?.page ?? ''
    case 'provider-docs':
      return providers.find(link.provider).metadata.docsUrl
    case 'provider-console':
      return providers.find(link.provider).metadata.consoleUrl
    case 'credential-page':
      return pageOf(link, providers)
    case 'key-console':
      return pageOfKey(link, { store, providers })
  }
}

/** The provider's own page, or the one on the server that the settings name. */
function pageOf(
  { provider: id, settings }: Extract<Input<'app:open-link'>, { to: 'credential-page' }>,
  providers: Places['providers'],
): string {
  const { credentialPage, metadata } = providers.find(id)
  return credentialPage?.(settings) ?? metadata.consoleUrl
}

function pageOfKey(
  { key: id }: Extract<Input<'app:open-link'>, { to: 'key-console' }>,
  places: Places,
): string {
  const key = places.store.keys.get(id)
  if (key === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
  if (key.consoleUrl !== '') return key.consoleUrl
  return key.account === undefined ? '' : places.providers.find(key.provider).metadata.consoleUrl
}
