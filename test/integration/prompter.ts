/** Plays a user who answers the prompts of a private keyring. */
import { joinBus, socketAt } from '../bus-peer.ts'
import { servePrompter, type Prompter } from '../fakes/prompter.ts'

export type SeatedPrompter = Prompter & { close(): void }

/** Answers the prompts on this bus until it is closed. */
export async function startPrompter(env: NodeJS.ProcessEnv): Promise<SeatedPrompter> {
  const { prompter, peer } = await servePrompter((serve) =>
    joinBus(socketAt(env.DBUS_SESSION_BUS_ADDRESS), serve),
  )
  return Object.assign(prompter, { close: () => peer.close() })
}
