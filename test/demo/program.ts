/** The built program on a folder in plain Node, called as the page calls it: by name, through its gate. */
import type { World } from '../../electron/core/ports/world.ts'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import type { OpenVault } from '../../shared/contract/snapshot.ts'
import type { Emulator } from '../emulators/emulator.ts'
import type { Built } from '../host/built.ts'

/** The values that the account form needs. */
type Connectable = Pick<Emulator, 'provider' | 'settings' | 'credential'>

export interface DemoProgram {
  /** Resolves with the value, or rejects with an Error that names the call and holds the failure as data. */
  readonly ask: <K extends CallName>(
    name: K,
    ...args: undefined extends Input<K> ? [] : [input: Input<K>]
  ) => Promise<Output<K>>
  readonly snapshot: () => Promise<OpenVault>
  /** Throws when there is no such key. */
  readonly keyNamed: (name: string) => Promise<KeyRow>
  /** Tests, connects and syncs an account, as a user would. Rejects unless its first sync succeeded. */
  readonly connect: (emulator: Connectable, name: string) => Promise<AccountId>
  readonly close: () => Promise<void>
}

type Listener = (event: undefined, name: unknown, input: unknown) => Promise<unknown>

/** Resolves when recovery and the first syncs have ended. Data is cloned at the gate, as between processes. */
export async function startProgram(built: Built, world: World): Promise<DemoProgram> {
  const app = built.createApp(world)
  let listener: Listener | undefined
  built.openGate<undefined>({
    port: { handle: (_channel, given) => void (listener = given) },
    isTrusted: () => true,
    handlers: app.handlers,
    report: (call, error) => world.log.unexpected(call, error),
  })
  await app.started

  const ask: DemoProgram['ask'] = async (name, ...[input]) => {
    const result = structuredClone(await listener?.(undefined, name, structuredClone(input)))
    return valueOf(name, result as Result<never>)
  }
  const snapshot = async () => {
    const taken = await ask('app:snapshot')
    if (taken.vault !== 'open') throw new Error(`The vault is ${taken.vault}`)
    return taken
  }

  return {
    ask,
    snapshot,
    async keyNamed(name) {
      const found = (await snapshot()).keys.find((key) => key.name === name)
      if (found === undefined) throw new Error(`No key is called ${name}`)
      return found
    },
    async connect(emulator, name) {
      const { provider, settings, credential: text } = emulator
      const form = { provider, name, settings: { ...settings }, credential: { from: 'typed', text } } as const
      const { account } = await ask('account:connect', form)
      await ask('account:sync', { account })
      const row = (await snapshot()).accounts.find(({ id }) => id === account)
      if (row?.sync.state !== 'done') throw new Error(`${name} did not sync: ${JSON.stringify(row?.sync)}`)
      return account
    },
    close: () => app.close(),
  }
}

function valueOf<T>(name: string, result: Result<T>): T {
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value
}
