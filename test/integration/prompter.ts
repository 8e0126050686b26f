/** Somebody before the screen of a private keyring. */
import { connect } from 'node:net'
import { createClient } from '@homebridge/dbus-native'
import type {} from '../../electron/os/dbus-native.d.ts'
import { socketOf } from '../../electron/os/session-bus.ts'
import { PROMPTER_NAME, servePrompter, type Prompter } from '../fakes/prompter.ts'

export type SeatedPrompter = Prompter & { close(): void }

/** Answers the prompts on this bus until it is closed. */
export async function startPrompter(env: NodeJS.ProcessEnv): Promise<SeatedPrompter> {
  const socket = connect(socketOf(env)!)
  const bus = createClient({ stream: socket, authMethods: ['EXTERNAL'] })
  const prompter = servePrompter(bus)
  const request = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'RequestName',
    signature: 'su',
    body: [PROMPTER_NAME, 0],
  }
  await new Promise((resolve) => bus.invoke(request, resolve))
  return Object.assign(prompter, { close: () => void socket.destroy() })
}
