/**
 * Runs the program in a separate process, so that it can be killed. Argument: one JSON object. Prints a line for each point at which something
 * changes. At point `killAt` it kills itself with SIGKILL, which runs no handler and no `finally`, and flushes no buffer.
 */
import { writeSync } from 'node:fs'
import type { createApp } from '../../../electron/app.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { systemClock } from '../../../electron/main/system-clock.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import { isRead, withPoints } from './points.ts'
import { profileWorld } from '../profile.ts'

type Killed =
  | 'key:regenerate'
  | 'key:create'
  | 'key:replace'
  | 'key:paste'
  | 'operation:save-found'
  | 'overlap:retire'
  | 'overlap:revive'
  | 'overlap:roll-back'

/** The call during which it is killed, as the page sends it. */
export type Action = {
  readonly [Call in Killed]: { readonly call: Call; readonly input: Input<Call> }
}[Killed]

export interface Order {
  /** The built program (`out/main/app.js`). */
  readonly app: string
  readonly profile: string
  /** How many milliseconds the clock is ahead of the real one. */
  readonly aheadMs?: number | undefined
  /** The number of the point at which to die, from 0. Missing: run to the end. */
  readonly killAt?: number | undefined
  readonly action: Action
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const { aheadMs = 0 } = order
const built = (await import(order.app)) as { createApp: typeof createApp }
const network = createNetwork({ proxyFor: () => Promise.resolve(undefined) })
const clock = { ...systemClock, now: () => systemClock.now() + aheadMs }
let points = 0
let armed = false

function reached(point: string): void {
  // The number of reads depends on what is stored, and a death at a read has the same effect as one at the previous point.
  if (!armed || isRead(point)) return
  writeSync(1, `${point}\n`) // synchronous, or the last line would be lost with the process
  if (points === order.killAt) process.kill(process.pid, 'SIGKILL')
  points += 1
}

const program = built.createApp(withPoints(profileWorld(order.profile, network, { clock }), reached))
await program.started
armed = true
const { call, input } = order.action
await (program.handlers[call] as (input: unknown) => Promise<unknown>)(input)
reached('end')
armed = false
await program.close()
network.close()
