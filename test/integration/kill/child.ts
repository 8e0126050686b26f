/**
 * The program as a process of its own, so that it can be killed. Arguments: one JSON object. Prints the points it reaches, a line each;
 * at the `killAt`-th point it kills itself with SIGKILL, which no handler, `finally` or buffer survives.
 */
import { writeSync } from 'node:fs'
import type { createApp } from '../../../electron/app.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import type { Input } from '../../../shared/contract.ts'
import { withPoints } from './points.ts'
import { profileWorld } from '../profile.ts'

interface Order {
  /** The built program (`out/main/app.js`). */
  readonly app: string
  readonly profile: string
  /** The number of the point to die at, from 0; missing: run to the end. */
  readonly killAt?: number
  readonly act:
    | { readonly do: 'regenerate'; readonly input: Input<'key:regenerate'> }
    | { readonly do: 'create'; readonly input: Input<'key:create'> }
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const built = (await import(order.app)) as { createApp: typeof createApp }
const network = createNetwork({ proxyFor: () => Promise.resolve(undefined) })
let points = 0
let armed = false

function reached(point: string): void {
  if (!armed) return
  writeSync(1, `${point}\n`) // synchronous, or the last line would die with the process
  if (points === order.killAt) process.kill(process.pid, 'SIGKILL')
  points += 1
}

const program = built.createApp(withPoints(profileWorld(order.profile, network), reached))
await program.started
armed = true
const { act } = order
if (act.do === 'regenerate') await program.handlers['key:regenerate'](act.input)
if (act.do === 'create') await program.handlers['key:create'](act.input)
armed = false
await program.close()
network.close()
