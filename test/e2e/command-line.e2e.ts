import { execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, inject, it, onTestFinished } from 'vitest'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { ServerMessage } from '../../shared/contract/command-line.ts'
import { START_STEPS, type StartTime } from '../../shared/diagnostics/start-times.ts'
import { commandRequest } from '../fakes/command-client.ts'
import { call, inElectron } from './app.ts'
import { launchElectron } from './electron-app.ts'
import { newProfile, type Profile } from './profile.ts'

const socketOf = ({ homeDir }: Profile) => join(homeDir, '.run', 'keyhold', 'command-line.sock')

interface Answer {
  readonly out: string
  readonly err: string
  readonly last: ServerMessage | undefined
}

/** Sends a request as the user that the program runs as, with a client of a few lines. */
function ask(profile: Profile, args: readonly string[]): Promise<Answer> {
  const place = inject('electron')!
  const script = `const socket = require('net').connect(process.argv[1]); socket.write(process.argv[2] + '\\n'); socket.pipe(process.stdout)`
  const electron = place.user?.env.KEYHOLD_E2E_ELECTRON ?? place.executable
  const command = [electron, '-e', script, socketOf(profile), JSON.stringify(commandRequest(args))]
  const asUser = place.user && ['--reuid', place.user.name, '--regid', place.user.name, '--init-groups']
  const [program = '', ...words] = asUser === undefined ? command : ['setpriv', ...asUser, ...command]
  return new Promise((resolve, reject) => {
    execFile(program, words, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }, (error, output) =>
      error === null ? resolve(answerIn(output)) : reject(new Error('The client failed', { cause: error })),
    )
  })
}

function answerIn(output: string): Answer {
  const messages = output
    .split('\n')
    .filter(Boolean)
    .map((line) => ServerMessage.parse(JSON.parse(line)))
  const textOf = (name: string) =>
    messages
      .map((message) => Buffer.from((message as Record<string, string>)[name] ?? '', 'base64').toString())
      .join('')
  return { out: textOf('out'), err: textOf('err'), last: messages.at(-1) }
}

/** Everything that a connection of the tests' own user receives. If the tests run as root, the program has another user. */
function bytesFor(path: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(path)
    let bytes = 0
    socket.on('data', (piece) => (bytes += piece.length))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(bytes))
    socket.write(`${JSON.stringify(commandRequest(['--version']))}\n`)
  })
}

/** Starts the program as the command does when no program is running. */
function answerFor(profile: Profile, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  const place = inject('electron')!
  const child = spawn(place.executable, [place.appDir, `--profile=${profile.profileDir}`, '--answer'], {
    cwd: place.appDir,
    env: {
      ...process.env,
      XDG_RUNTIME_DIR: join(profile.homeDir, '.run'),
      ...place.user?.env,
      KEYHOLD_SESSION_HOME: profile.homeDir,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  onTestFinished(() => killAll(profile))
  child.stdin.write(`${JSON.stringify(commandRequest(args))}\n`)
  let output = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  return new Promise((resolve) => {
    child.once('close', () => resolve(answerIn(output)))
  })
}

/** Ends all programs of this profile, including those that a command started to keep running. */
function killAll({ profileDir }: Profile): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--profile=${profileDir}`))
        process.kill(Number(pid), 'SIGKILL')
    } catch {
      // The process has ended.
    }
}

inElectron((open) => {
  it.skipIf(process.platform !== 'linux')(
    'answers its own user, and sends nothing to another user',
    async () => {
      const { profile, close } = await launchElectron({ args: ['--hidden'] })
      await expect.poll(() => existsSync(socketOf(profile))).toBe(true)
      const { out, last } = await ask(profile, ['--version'])
      expect(out).toMatch(/\d+\.\d+\.\d+/)
      expect(last).toEqual({ exit: EXIT.done })
      if (inject('electron')?.user !== undefined) expect(await bytesFor(socketOf(profile))).toBe(0)
      await close()
      expect(existsSync(socketOf(profile))).toBe(false)
    },
  )

  it.skipIf(process.platform !== 'linux')('listens as its setting says, and reports its state', async () => {
    const { page, profile } = await open()
    await expect.poll(() => existsSync(socketOf(profile))).toBe(true)
    expect(await call(page, 'machine:facts')).toMatchObject({ ok: true, value: { commandLine: 'ready' } })
    await call(page, 'settings:change', { commandLine: false })
    await expect.poll(() => existsSync(socketOf(profile))).toBe(false)
    expect(await call(page, 'machine:facts')).toMatchObject({ ok: true, value: { commandLine: 'off' } })
    await call(page, 'settings:change', { commandLine: true })
    await expect.poll(() => existsSync(socketOf(profile))).toBe(true)
    expect((await ask(profile, ['ls'])).last).toEqual({ exit: EXIT.done })
  })

  it.skipIf(process.platform !== 'linux')('times every step of its start', async () => {
    const { page, profile } = await open()
    await page.getByRole('main').waitFor()
    const timed = async () => {
      const { out } = await ask(profile, ['doctor', '--timing', '--json'])
      return (JSON.parse(out) as { readonly start: readonly StartTime[] }).start
    }
    const every = Object.keys(START_STEPS).toSorted()
    await expect.poll(async () => (await timed()).map(({ step }) => step).toSorted()).toEqual(every)
    const times = (await timed()).map(({ ms }) => ms)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.every((ms) => ms > 0 && ms < 600_000)).toBe(true)
  })

  it.skipIf(process.platform !== 'linux')('starts hidden for a command that needs the program', async () => {
    const profile = newProfile(inject('electron')?.user?.name)
    const { last } = await answerFor(profile, ['lock'], {})
    expect(last).toEqual({ retry: true })
    expect(existsSync(join(profile.profileDir, 'keyhold.sqlite'))).toBe(true)
  })

  it.skipIf(process.platform !== 'linux')('lists keys while the program does not run', async () => {
    const { page, profile, close } = await open()
    await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up secret' },
      fields: { name: 'grafana-prod', typedExpiry: 'never' },
    })
    await close()
    const { out, last } = await answerFor(profile, ['ls'], { DISPLAY: undefined, WAYLAND_DISPLAY: undefined })
    expect(out).toContain('grafana-prod')
    expect(last).toEqual({ exit: EXIT.done })
    expect(existsSync(socketOf(profile))).toBe(false)
  })

  it.skipIf(process.platform !== 'linux')('does not start where there is no display', async () => {
    const profile = newProfile(inject('electron')?.user?.name)
    const { err, last } = await answerFor(profile, ['lock'], {
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
    })
    expect(err).toMatch(/no display/)
    expect(last).toEqual({ exit: EXIT.noProgram })
    expect(existsSync(join(profile.profileDir, 'keyhold.sqlite'))).toBe(false)
  })
})
