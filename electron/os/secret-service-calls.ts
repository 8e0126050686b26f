/** The Secret Service's names, and calls to its one well-known object (freedesktop.org, "Secret Service API", draft 0.2). */
import type { SessionBus } from './session-bus.ts'

export const SERVICE = 'org.freedesktop.secrets'
export const COLLECTION_INTERFACE = 'org.freedesktop.Secret.Collection'
/** Means "no such object" and "no prompt needed". */
export const NOTHING = '/'

const SERVICE_PATH = '/org/freedesktop/secrets'
const SERVICE_INTERFACE = 'org.freedesktop.Secret.Service'

/** Rejects with BusFailure. */
export const askService = (bus: SessionBus, member: string, signature: string, body: readonly unknown[]) =>
  bus.call({
    destination: SERVICE,
    path: SERVICE_PATH,
    interface: SERVICE_INTERFACE,
    member,
    signature,
    body,
  })
