/** Opens an account at an emulator the way the app does, over plain `node:http`. */
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createProviders } from '../../../electron/providers/registry.ts'
import type { Deadlines } from '../../../electron/providers/client-session.ts'
import type { NetworkPort } from '../../../electron/core/ports/network.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { fakeNetwork } from '../../fakes/network.ts'

interface Options {
  readonly settings?: FormValues
  readonly credential?: string
  readonly network?: NetworkPort
  readonly deadlines?: Deadlines
  readonly now?: () => number
}

/** The provider that `emulator` plays, and an open account at it. */
export async function openAt(emulator: Emulator, options: Options = {}) {
  const {
    network = fakeNetwork(),
    now = Date.now,
    credential = emulator.credential,
    settings = {},
    deadlines,
  } = options
  const clock = { now, steadyMs: now, after: () => () => undefined }
  const others = emulator.definition === undefined ? [] : [emulator.definition]
  const providers = createProviders({
    network,
    clock,
    others,
    ...(deadlines === undefined ? {} : { deadlines }),
  })
  const form = { ...(emulator.settings as FormValues), ...settings }
  const api = await providers.open(emulator.provider, form, Secret.fromText(credential))
  return { provider: providers.find(emulator.provider), api, providers }
}

/** Every key that a scope has. */
export async function listAll(
  { provider, api }: Pick<Awaited<ReturnType<typeof openAt>>, 'provider' | 'api'>,
  scope = '',
) {
  const pages = await collect(provider.list(api, scope))
  return pages.flatMap(({ keys }) => keys)
}

/** Everything that an iteration yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** The error that a provider call threw. */
export async function troubleOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return (error as { error?: unknown }).error ?? error
  }
  return undefined
}
