/**
 * Runs a regeneration in a separate process and kills that process with SIGKILL at a named point. Argument: one JSON object. Ends by itself, with
 * exit code 3, if the program never reaches that point.
 */
import type { KeyId } from '../../shared/model/model.ts'
import { withPoints } from '../integration/kill/points.ts'
import { demoWorld } from './stage.ts'
import { loadBuilt } from '../host/built.ts'

export interface KillOrder {
  readonly profile: string
  readonly key: KeyId
  /** A name from `withPoints`. */
  readonly dieAt: string
}

const order = JSON.parse(process.argv[2] ?? '{}') as KillOrder
const built = await loadBuilt()
const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })

function reached(point: string): void {
  if (point === order.dieAt) process.kill(process.pid, 'SIGKILL')
}

const program = built.createApp(withPoints(demoWorld(order.profile, network), reached))
await program.started
await program.handlers['key:regenerate']({ key: order.key })
await program.close()
network.close()
process.exitCode = 3
