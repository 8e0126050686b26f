import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { WireFailure } from '../../../electron/core/ports/network.ts'
import { createMachinePort } from '../../../electron/os/machine.ts'
import type { Ran } from '../../../electron/os/programs.ts'

interface Given {
  readonly platform?: NodeJS.Platform
  readonly env?: Readonly<Record<string, string>>
  readonly help?: string
  readonly proxyFor?: (url: string) => Promise<string | undefined>
  readonly deadlineMs?: number
}

const inspect = (addresses: readonly string[], given: Given = {}) =>
  createMachinePort({
    platform: given.platform ?? 'linux',
    env: given.env ?? {},
    programs: {
      run: async (): Promise<Ran | undefined> =>
        given.help === undefined ? undefined : { code: 0, output: given.help },
    },
    proxyFor: given.proxyFor ?? (async () => undefined),
    deadlineMs: given.deadlineMs ?? 1_000,
  }).inspect(addresses)

/** A fake Wayland compositor that only accepts connections. */
async function compositor(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-wayland-'))
  const server = createServer((socket) => socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(join(dir, 'wayland-7'), resolve))
  onTestFinished(() => {
    server.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return dir
}

it('connects to the display that the session names', async () => {
  const dir = await compositor()
  const env = { XDG_RUNTIME_DIR: dir, WAYLAND_DISPLAY: 'wayland-7', XDG_CURRENT_DESKTOP: 'sway' }
  expect((await inspect([], { env })).display).toEqual({ kind: 'wayland', answers: true, desktop: 'sway' })
  const gone = { ...env, WAYLAND_DISPLAY: 'wayland-8' }
  expect((await inspect([], { env: gone })).display.answers).toBe(false)
  expect((await inspect([], { env: { DISPLAY: ':4711' } })).display).toMatchObject({
    kind: 'x11',
    answers: false,
  })
  expect((await inspect([])).display.answers).toBe(false)
})

it('reports an environment that asks not to check certificates', async () => {
  const set = await inspect([], { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
  expect([set.certificateOverride, (await inspect([])).certificateOverride]).toEqual([true, false])
})

it.each([
  [undefined, 'missing'],
  ['usage: wl-copy', 'without-marks'],
  ['usage: wl-copy --sensitive', 'with-marks'],
] as const)('knows what wl-copy can do: %j', async (help, expected) => {
  const env = { WAYLAND_DISPLAY: 'wayland-7' }
  const look = await inspect([], { env, ...(help !== undefined && { help }) })
  expect(look.copyHelper).toBe(expected)
})

it('needs no helper and no display of its own on macOS and Windows', async () => {
  for (const platform of ['darwin', 'win32'] as const)
    expect(await inspect([], { platform })).toMatchObject({
      display: { kind: 'own', answers: true },
      copyHelper: 'not-needed',
    })
})

it('says the worst of the proxies, and that nobody said, or not in time', async () => {
  const proxies: Readonly<Record<string, string | undefined>> = {
    'https://a': undefined,
    'https://b': 'http://p:1',
  }
  const proxyFor = async (url: string) => {
    if (url === 'https://c') throw new WireFailure('proxy', false)
    if (url === 'https://d') throw new Error('ERR_FAILED')
    return proxies[url]
  }
  const of = async (...addresses: string[]) => (await inspect(addresses, { proxyFor })).proxy
  expect(await of('https://a')).toBe('direct')
  expect(await of('https://a', 'https://b')).toBe('proxy')
  expect(await of('https://b', 'https://c', 'https://a')).toBe('unusable')
  expect(await of('https://b', 'https://d')).toBe('unanswered')
  expect(await of('https://d', 'https://c')).toBe('unusable')
  const never = () => new Promise<undefined>(() => undefined)
  expect((await inspect(['https://a'], { proxyFor: never, deadlineMs: 1 })).proxy).toBe('unknown')
})
