/** Inspects the system that the program runs on: its display, the programs that help copying, and its proxy. */
import { connect } from 'node:net'
import { isAbsolute, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { SystemFacts } from '../../shared/diagnostics/machine.ts'
import type { MachinePort } from '../core/ports/machine.ts'
import { WireFailure } from '../core/ports/network.ts'
import { sessionOf } from './clipboard-fingerprints.ts'
import { helperOf } from './clipboard-verifier.ts'
import type { Programs } from './programs.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface Options {
  readonly platform: NodeJS.Platform
  readonly env: Environment
  readonly programs: Pick<Programs, 'run'>
  /**
   * The proxy for an address, as the network requests it. `undefined`: no proxy. Rejects with a WireFailure if the proxy cannot be used; any other
   * error means that there is no answer.
   */
  readonly proxyFor: (url: string) => Promise<string | undefined>
  readonly deadlineMs?: number
}

/** A proxy script may come from a server that does not respond. */
const DEADLINE_MS = 5_000

const PLATFORMS: Partial<Record<NodeJS.Platform, SystemFacts['platform']>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
}

export function createMachinePort(options: Options): MachinePort {
  const { platform, env, programs, proxyFor, deadlineMs = DEADLINE_MS } = options
  const kind = sessionOf(platform, env)

  async function proxyOf(address: string): Promise<SystemFacts['proxy']> {
    try {
      return (await proxyFor(address)) === undefined ? 'direct' : 'proxy'
    } catch (error) {
      return error instanceof WireFailure ? 'unusable' : 'unanswered'
    }
  }

  async function proxy(addresses: readonly string[]): Promise<SystemFacts['proxy']> {
    const asked = Promise.all(addresses.map(proxyOf))
    const stop = new AbortController()
    const late = setTimeout(deadlineMs, undefined, { signal: stop.signal }).catch(() => undefined)
    const found = await Promise.race([asked, late])
    stop.abort()
    if (found === undefined) return 'unknown'
    const worst = (['unusable', 'unanswered'] as const).find((each) => found.includes(each))
    if (worst !== undefined) return worst
    return found.includes('proxy') ? 'proxy' : 'direct'
  }

  return {
    async inspect(addresses) {
      const [answers, copyHelper, proxyNow] = await Promise.all([
        kind === 'own' ? true : takesConnections(socketOf(kind, env), deadlineMs),
        kind === 'wayland' ? helperOf(programs) : ('not-needed' as const),
        proxy(addresses),
      ])
      const desktop = (env.XDG_CURRENT_DESKTOP ?? '').slice(0, 200)
      return {
        platform: PLATFORMS[platform] ?? 'other',
        display: { kind, answers, desktop },
        copyHelper,
        proxy: proxyNow,
        certificateOverride: env.NODE_TLS_REJECT_UNAUTHORIZED === '0',
      }
    },
  }
}

type Place = { readonly path: string } | { readonly host: string; readonly port: number }

/** The sockets of X servers and Wayland compositors: X(7) "DISPLAY NAMES", and wl_display_connect(3). */
function socketOf(kind: 'x11' | 'wayland', env: Environment): Place | undefined {
  if (kind === 'wayland') {
    const name = env.WAYLAND_DISPLAY ?? 'wayland-0'
    const dir = env.XDG_RUNTIME_DIR
    if (isAbsolute(name)) return { path: name }
    return dir === undefined ? undefined : { path: join(dir, name) }
  }
  const [, host = '', display] = /^(?:unix)?(?:\/unix)?([^:/]*):(\d+)/.exec(env.DISPLAY ?? '') ?? []
  if (display === undefined) return undefined
  return host === '' ? { path: `/tmp/.X11-unix/X${display}` } : { host, port: 6_000 + Number(display) }
}

function takesConnections(place: Place | undefined, deadlineMs: number): Promise<boolean> {
  if (place === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    const socket = connect(place)
    const end = (answers: boolean) => {
      socket.destroy()
      resolve(answers)
    }
    socket.setTimeout(deadlineMs, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
