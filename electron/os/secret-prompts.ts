/** Unlocking and making collections: quietly where the Secret Service needs no prompt, else with its own prompt at the user's word. */
import type { PromptEnd } from '../core/ports/keychain.ts'
import { askService, COLLECTION_INTERFACE, NOTHING, SERVICE } from './secret-service-calls.ts'
import { BusFailure, type SessionBus } from './session-bus.ts'

const PROMPT_INTERFACE = 'org.freedesktop.Secret.Prompt'
/** How long a person may take to answer. */
const PATIENCE_MS = 120_000
/** What people read in their keychain's own program. */
const NEW_LABEL = 'Default keyring'

interface Options {
  /** Gives a connection of its own each time. */
  readonly openBus: () => SessionBus
  readonly patienceMs?: number
}

/**
 * `unanswered`: nobody answered in time. The prompt stays on the screen, and asking for the same again waits for it again. Nothing here calls
 * `Dismiss`: GNOME Keyring 42.1 crashes of it while it shows a prompt, whosever prompt that is. Both reject with BusFailure where the service
 * or the bus goes away meanwhile.
 */
export interface SecretPrompts {
  unlock(objects: readonly string[]): Promise<PromptEnd>
  /** Makes a collection and the default one of it. */
  createDefault(): Promise<PromptEnd>
}

/** A connection of its own for `act`. Whatever prompt was made on it goes with it, and nobody else hears how one ended. */
async function onOwnBus<T>(openBus: () => SessionBus, act: (bus: SessionBus) => Promise<T>): Promise<T> {
  const bus = openBus()
  try {
    return await act(bus)
  } finally {
    bus.close()
  }
}

/**
 * Unlocks what needs no prompt, such as a keyring without a password, and says whether that was all. The service makes a prompt for the rest, and
 * nobody shows it.
 */
export const unlockQuietly = (openBus: () => SessionBus, objects: readonly string[]): Promise<boolean> =>
  onOwnBus(openBus, async (bus) => {
    try {
      const [, prompt] = await askService(bus, 'Unlock', 'ao', [objects])
      return prompt === NOTHING
    } catch (error) {
      if (error instanceof BusFailure && error.why === 'error') return false
      throw error
    }
  })

/** Shows a prompt and resolves with how it ended; `Completed` is sent to whoever asked. */
async function shown(bus: SessionBus, path: string): Promise<PromptEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<PromptEnd>()
  const gone = () => reject(new BusFailure('no-bus'))
  const show = async () => {
    await bus.listen(
      { sender: SERVICE, interface: PROMPT_INTERFACE, member: 'Completed' },
      ([isDismissed]) => resolve(isDismissed === false ? 'done' : 'dismissed'),
      gone,
    )
    // A service that ends says nothing more, and the bus stays.
    await bus.listen({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: SERVICE }, gone)
    const window = '' // none of ours to stand before
    await bus.call({
      destination: SERVICE,
      path,
      interface: PROMPT_INTERFACE,
      member: 'Prompt',
      signature: 's',
      body: [window],
    })
  }
  show().catch(reject)
  return promise
}

export function createSecretPrompts({ openBus, patienceMs = PATIENCE_MS }: Options): SecretPrompts {
  /** How those that are on the screen will end, by the call that made them. */
  const standing = new Map<string, Promise<PromptEnd>>()

  /** The service answers with what came of it at once, and with the prompt that the rest needs. */
  const run = (member: string, signature: string, body: readonly unknown[]): Promise<PromptEnd> =>
    onOwnBus(openBus, async (bus) => {
      const [, prompt] = await askService(bus, member, signature, body)
      return prompt === NOTHING ? 'done' : shown(bus, String(prompt))
    })

  async function withPrompt(...asked: Parameters<typeof run>): Promise<PromptEnd> {
    const [member] = asked
    const ended = standing.get(member) ?? run(...asked).finally(() => standing.delete(member))
    standing.set(member, ended)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<PromptEnd>((resolve) => {
      timer = setTimeout(() => resolve('unanswered'), patienceMs)
    })
    return Promise.race([ended, late]).finally(() => clearTimeout(timer))
  }

  return {
    unlock: (objects) => withPrompt('Unlock', 'ao', [objects]),
    createDefault: () =>
      withPrompt('CreateCollection', 'a{sv}s', [
        [[`${COLLECTION_INTERFACE}.Label`, ['s', NEW_LABEL]]],
        'default',
      ]),
  }
}
