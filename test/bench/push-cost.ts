/** A push that takes main as much time as a push to a window. */
import { serialize } from 'node:v8'
import type { World } from '../../electron/core/ports/world.ts'
import { createPush } from '../../electron/ipc/push.ts'

/** A window would get a structured clone, so the clone is made here too, because making it takes main's time. */
export const clonedPush = (log: World['log']): World['push'] =>
  createPush({
    pages: () => [{ send: (_channel, name, payload) => void serialize([name, payload]) }],
    report: (event, error) => void log.unexpected(event, error),
  })
