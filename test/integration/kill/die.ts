/** Runs the program in a separate process, which starts one command and kills itself at one point of it. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { newFolder } from '../program.ts'
import type { Order } from './child.ts'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const APP = new URL('../../../out/main/app.js', import.meta.url).href

const NODE_COMPILE_CACHE = newFolder()

export interface Death {
  /** The names of the points that it reached, in order. */
  readonly points: readonly string[]
  /** The signal that ended the process; `null`, as in Node, if it ran to its end. */
  readonly signal: unknown
  /** Its standard error. */
  readonly trouble: string
}

/** `killAt`: the number of the point at which to die. Without it the process runs to its end. */
export async function runToDeath({ profile, action, aheadMs, killAt }: Omit<Order, 'app'>): Promise<Death> {
  const order: Order = { app: APP, profile, action, aheadMs, killAt }
  const child = spawn(process.execPath, ['--no-warnings', CHILD, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE }, // hundreds of starts compile the same code
  })
  const points: string[] = []
  let trouble = ''
  child.stderr.on('data', (text: Buffer) => (trouble += text.toString()))
  createInterface(child.stdout).on('line', (line) => points.push(line))
  const signal = await new Promise((resolve) => child.on('close', (_code, how) => resolve(how)))
  return { points, signal, trouble }
}
