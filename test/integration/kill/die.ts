/** Runs the program in a process of its own, which does one act and kills itself at a point of it. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { newFolder } from '../program.ts'
import type { Order } from './child.ts'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const APP = new URL('../../../out/main/app.js', import.meta.url).href

const NODE_COMPILE_CACHE = newFolder()

export interface Death {
  /** The names of what it reached, in order. */
  readonly points: readonly string[]
  /** What ended it; `null` (as Node says it) if it came to its end. */
  readonly signal: unknown
  /** What it wrote to its standard error. */
  readonly trouble: string
}

/** With `killAt`, the number of the point to die at; without, it runs to its end. */
export async function runToDeath({ profile, act, aheadMs, killAt }: Omit<Order, 'app'>): Promise<Death> {
  const order: Order = { app: APP, profile, act, aheadMs, killAt }
  const child = spawn(process.execPath, ['--no-warnings', CHILD, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE }, // hundreds of starts compile the same
  })
  const points: string[] = []
  let trouble = ''
  child.stderr.on('data', (text: Buffer) => (trouble += text.toString()))
  createInterface(child.stdout).on('line', (line) => points.push(line))
  const signal = await new Promise((resolve) => child.on('close', (_code, how) => resolve(how)))
  return { points, signal, trouble }
}
