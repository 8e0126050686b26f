/** Promises about what others may request from the installed program: only its own switches, no port, no code. */
import { readdirSync, existsSync, mkdirSync, writeFileSync, chownSync } from 'node:fs'
import { createServer, connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { INSTALLED } from '../../scripts/package/product.ts'
import { FOREIGN_SWITCHES, REFUSED } from '../e2e/foreign-switches.ts'
import { holds, same, type PackagePromise } from './promise.ts'
import type { Ran, Session } from './session.ts'
import type { Stage } from './stage.ts'

/** More at once would take longer than running them one after the other. */
const AT_ONCE = 3

const PORTS = ['--remote-debugging-port', '-remote-debugging-port', '--REMOTE-DEBUGGING-PORT']
const INSPECTORS = ['--inspect', '--inspect-brk', '--inspect-port', '--inspect-wait']
const LAUNCHERS = [
  '--renderer-cmd-prefix',
  '--utility-cmd-prefix',
  '--gpu-launcher',
  '--browser-subprocess-path',
]

/** A program in the session's home that leaves a mark if it is started. */
function markingProgram({ session }: Stage): { readonly path: string; readonly hasRun: () => boolean } {
  const path = join(session.homeDir, 'marking')
  const mark = join(session.homeDir, 'marked')
  writeFileSync(path, `#!/bin/sh\necho ran > ${mark}\nexec "$@"\n`, { mode: 0o755 })
  return { path, hasRun: () => existsSync(mark) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Tries to connect to a port while `action` runs; resolves with whether a connection ever succeeded. */
async function answersDuring(port: number, action: () => Promise<unknown>): Promise<boolean> {
  let hasAnswered = false
  const timer = setInterval(() => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      hasAnswered = true
      socket.destroy()
    })
    socket.on('error', () => undefined)
  }, 5)
  await action().finally(() => clearInterval(timer))
  return hasAnswered
}

/** A folder for a new profile, so that a vault created by mistake is noticed. */
function emptyConfig({ session, configDir }: Stage): string {
  const folder = configDir('refused')
  mkdirSync(folder, { recursive: true })
  chownSync(folder, session.uid, session.gid)
  return folder
}

async function refuses(session: Session, config: string, args: readonly string[]): Promise<Ran> {
  const ran = await session.run(INSTALLED.program, args, { XDG_CONFIG_HOME: config })
  same(`exit code for ${args.join(' ')}`, ran.code, REFUSED)
  return ran
}

const hasVault = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.sqlite'))

async function eachOf<T>(all: readonly T[], action: (each: T) => Promise<unknown>): Promise<void> {
  const waiting = [...all]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await action(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

export const switchPromises: readonly PackagePromise[] = [
  {
    says: `refuses ${FOREIGN_SWITCHES.length} switches of Chromium before there is a vault`,
    async prove(stage) {
      const config = emptyConfig(stage)
      await eachOf(FOREIGN_SWITCHES, async (given) => {
        const { stderr } = await refuses(stage.session, config, [given])
        holds(stderr, stderr.includes(`Keyhold does not take "${given.split('=')[0] ?? ''}".`))
      })
      holds('no vault was made', !hasVault(config))
    },
  },
  {
    says: 'opens no port for a debugger, of the page or of main',
    async prove(stage) {
      const config = emptyConfig(stage)
      await eachOf([...PORTS, ...INSPECTORS], async (name) => {
        const port = await freePort()
        const ask = () => refuses(stage.session, config, [`${name}=${port}`])
        same(`${name} was answered`, await answersDuring(port, ask), false)
      })
      await refuses(stage.session, config, ['--remote-debugging-pipe'])
    },
  },
  {
    says: 'starts no program that a switch names',
    async prove(stage) {
      const config = emptyConfig(stage)
      const { path, hasRun } = markingProgram(stage)
      await eachOf(LAUNCHERS, (name) => refuses(stage.session, config, [`${name}=${path}`]))
      holds('nothing was started', !hasRun())
    },
  },
  {
    says: 'is no Node: the environment brings no code into it',
    async prove({ session, ...stage }) {
      const mark = join(session.homeDir, 'required')
      const module = join(session.homeDir, 'module.cjs')
      writeFileSync(module, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`)
      const config = emptyConfig({ session, ...stage })
      const asNode = await session.run(INSTALLED.program, [module], {
        ELECTRON_RUN_AS_NODE: '1',
        XDG_CONFIG_HOME: config,
      })
      same('exit code of a script', asNode.code, REFUSED)
      const { code } = await session.run(INSTALLED.program, ['--version'], {
        NODE_OPTIONS: `--require=${module}`,
      })
      same('exit code', code, 0)
      holds('the module did not run', !existsSync(mark))
    },
  },
]
