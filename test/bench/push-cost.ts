/** A push that costs main what a window would cost it. */
import { serialize } from 'node:v8'
import type { World } from '../../electron/core/ports/world.ts'
import { createPush } from '../../electron/ipc/push.ts'

/** A window would get a structured clone. The clone is made here too, because it costs main's time. */
export const clonedPush = (log: World['log']): World['push'] =>
  createPush({
    pages: () => [{ send: (_channel, name, payload) => void serialize([name, payload]) }],
    report: (event, error) => void log.unexpected(event, error),
  })
