/**
 * The program as a process of its own, so that it can be killed. Arguments: one JSON object. Prints the points it reaches where something changes, a line each;
 * at the `killAt`-th point it kills itself with SIGKILL, which no handler, `finally` or buffer survives.
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

/** What it is killed in the middle of, as the page asks for it. */
export type Act = { readonly [Call in Killed]: { readonly call: Call; readonly input: Input<Call> } }[Killed]

export interface Order {
  /** The built program (`out/main/app.js`). */
  readonly app: string
  readonly profile: string
  /** How far the machine's clock is ahead of the real one. */
  readonly aheadMs?: number | undefined
  /** The number of the point to die at, from 0; missing: run to the end. */
  readonly killAt?: number | undefined
  readonly act: Act
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const { aheadMs = 0 } = order
const built = (await import(order.app)) as { createApp: typeof createApp }
const network = createNetwork({ proxyFor: () => Promise.resolve(undefined) })
const clock = { ...systemClock, now: () => systemClock.now() + aheadMs }
let points = 0
let armed = false

function reached(point: string): void {
  // How much is read depends on how much is held, and dying there is dying before it.
  if (!armed || isRead(point)) return
  writeSync(1, `${point}\n`) // synchronous, or the last line would die with the process
  if (points === order.killAt) process.kill(process.pid, 'SIGKILL')
  points += 1
}

const program = built.createApp(withPoints(profileWorld(order.profile, network, { clock }), reached))
await program.started
armed = true
const { call, input } = order.act
await (program.handlers[call] as (input: unknown) => Promise<unknown>)(input)
reached('end')
armed = false
await program.close()
network.close()
