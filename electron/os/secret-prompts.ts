/**
 * Unlocks and creates collections: without a prompt if the Secret Service needs none, else with the service's own prompt when the user requests it.
 */
import type { PromptEnd } from '../core/ports/keychain.ts'
import { askService, COLLECTION_INTERFACE, NOTHING, SERVICE } from './secret-service-calls.ts'
import { BusFailure, type SessionBus } from './session-bus.ts'

const PROMPT_INTERFACE = 'org.freedesktop.Secret.Prompt'
/** How long the user may take to answer. */
const PATIENCE_MS = 120_000
/** The name that people read in their keychain's own program. */
const NEW_LABEL = 'Default keyring'

interface Options {
  /** Opens a separate connection each time. */
  readonly openBus: () => SessionBus
  readonly patienceMs?: number
}

/**
 * `unanswered`: nobody answered in time. The prompt stays on the screen, and the same request waits for it again. This module never calls `Dismiss`:
 * GNOME Keyring 42.1 crashes on that call while it shows a prompt, even another program's. Both methods reject with BusFailure if the service or the
 * bus goes away meanwhile.
 */
export interface SecretPrompts {
  unlock(objects: readonly string[]): Promise<PromptEnd>
  /** Creates a collection and makes it the default one. */
  createDefault(): Promise<PromptEnd>
}

/** Opens a separate connection for `run`. Its prompts end with the connection, and no other connection receives their results. */
async function onOwnBus<T>(openBus: () => SessionBus, run: (bus: SessionBus) => Promise<T>): Promise<T> {
  const bus = openBus()
  try {
    return await run(bus)
  } finally {
    bus.close()
  }
}

/**
 * Unlocks everything that needs no prompt, such as a keyring without a password, and returns whether that was all. For the rest the service creates a
 * prompt, which stays unshown.
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

/** Shows a prompt and resolves with its result; the service sends `Completed` to the caller only. */
async function shown(bus: SessionBus, path: string): Promise<PromptEnd> {
  const { promise, resolve, reject } = Promise.withResolvers<PromptEnd>()
  const gone = () => reject(new BusFailure('no-bus'))
  const show = async () => {
    await bus.listen(
      { sender: SERVICE, interface: PROMPT_INTERFACE, member: 'Completed' },
      ([isDismissed]) => resolve(isDismissed === false ? 'done' : 'dismissed'),
      gone,
    )
    // A service that ends sends nothing more, while the bus stays open.
    await bus.listen({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged', arg0: SERVICE }, gone)
    const window = '' // Keyhold has no window id to place the prompt in front of
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
  /** The pending results of the prompts on the screen, by the call that created them. */
  const standing = new Map<string, Promise<PromptEnd>>()

  /** The service returns the result that needed no prompt, and the prompt that the rest needs. */
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
