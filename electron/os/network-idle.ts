/** Connections that are kept open for the next read. */
import type { Connection, Route } from './network-connections.ts'

const IDLE_PER_ROUTE = 4

/** Idle connections by route. `reuse` removes a connection from the pool; only `keep` returns it. */
export function createIdleConnections() {
  const idle = new Map<string, Connection[]>()

  return {
    reuse: (route: Route): Connection | undefined => idle.get(route.key)?.pop(),

    keep(route: Route, connection: Connection) {
      const others = idle.get(route.key) ?? []
      if (others.length >= IDLE_PER_ROUTE) connection.destroy()
      else idle.set(route.key, [...others, connection])
    },

    close() {
      for (const connection of [...idle.values()].flat()) connection.destroy()
      idle.clear()
    },
  }
}
