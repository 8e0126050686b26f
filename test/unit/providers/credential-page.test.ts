/** The page where a credential is made, at the provider or on the server that an account form names. */
import { describe, expect, it } from 'vitest'
import { addressOf, createLinks } from '../../../electron/core/desktop/links.ts'
import { createProviders } from '../../../electron/providers/registry.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { failureOf, makeMachine } from '../core/vault-set-up.ts'

const setUp = () => ({
  store: makeMachine().database.truth,
  providers: createProviders({ network: fakeNetwork(), clock: fakeClock() }),
})
const noLink = { kind: 'not-found', what: 'link' }

describe('the page of a credential', () => {
  it('is where a credential is made: on the server that the settings name, or at the provider', () => {
    const { store, providers } = setUp()
    const page = (provider: string, settings: FormValues) =>
      addressOf({ to: 'credential-page', provider, settings }, { store, providers })
    const path = '-/user_settings/personal_access_tokens?name=Keyhold&scopes=api'
    expect(page('gitlab', {})).toBe(`https://gitlab.com/${path}`)
    expect(page('gitlab', { baseUrl: 'https://git.example.net/code/' })).toBe(
      `https://git.example.net/code/${path}`,
    )
    expect(page('gitlab', { baseUrl: 'https://git.example.net/api/v4' })).toBe(
      `https://git.example.net/${path}`,
    )
    expect(page('grafana', { baseUrl: 'https://g.example.net/grafana/' })).toBe(
      'https://g.example.net/grafana/org/serviceaccounts',
    )
    expect(page('grafana', {})).toBe(providers.find('grafana').metadata.consoleUrl)
    expect(page('openai', { anything: 'x' })).toBe(providers.find('openai').metadata.consoleUrl)
  })

  it('on a server that was typed is confirmed by the user before it opens, and no other', async () => {
    const { store, providers } = setUp()
    const [asked, opened]: [string[], string[]] = [[], []]
    const links = createLinks({
      ...{ store, providers },
      hosts: { confirmPage: async (address) => asked.push(address) > 0 },
      actions: { need: async () => undefined },
      openExternal: async (address) => void opened.push(address),
    })
    await links.open({ to: 'credential-page', provider: 'gitlab', settings: {} })
    expect([asked, opened]).toEqual([[], [providers.find('gitlab').metadata.consoleUrl]])
    const settings = { baseUrl: 'https://git.example.net/' }
    await links.open({ to: 'credential-page', provider: 'gitlab', settings })
    expect(asked).toEqual([opened[1]])
    const local = { baseUrl: 'http://127.0.0.1:9/' }
    const trouble = await failureOf(() =>
      links.open({ to: 'credential-page', provider: 'gitlab', settings: local }),
    )
    expect(trouble).toEqual(noLink)
  })
})
