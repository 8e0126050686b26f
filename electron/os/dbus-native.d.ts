/** What `@homebridge/dbus-native` has besides its own declarations, as far as it is used here. */
import '@homebridge/dbus-native'
import type { Duplex } from 'node:stream'

declare module '@homebridge/dbus-native' {
  export function createClient(options: {
    readonly stream: Duplex
    readonly authMethods: readonly string[]
  }): MessageBus
}
