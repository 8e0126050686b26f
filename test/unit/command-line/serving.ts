/** The command line's server on a separate socket. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createCommandServer, type CommandServerDeps } from '../../../electron/command-line/server.ts'
import { SessionEnded, type RunCommand } from '../../../electron/command-line/session.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'

export interface Opened {
  readonly path: string
  readonly unexpected: unknown[]
  readonly close: () => Promise<void>
  /** The results of the commands that have ended. */
  readonly ends: (number | 'gone' | 'failed' | undefined)[]
}

export async function serving(run: RunCommand, more: Partial<CommandServerDeps> = {}): Promise<Opened> {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-server-'))
  const path = join(dir, 'socket')
  const unexpected: unknown[] = []
  const ends: Opened['ends'] = []
  const door = createCommandServer({
    identify: () => ({ isOwnUser: true, requester: () => undefined }),
    async run(session) {
      try {
        const code = await run(session)
        ends.push(code)
        return code
      } catch (error) {
        ends.push(error instanceof SessionEnded ? 'gone' : 'failed')
        throw error
      }
    },
    log: { unexpected: (_where, error) => (unexpected.push(error), 'ab12cd34') },
    ...more,
  })
  const server = createServer()
  door.serve(server)
  await new Promise<void>((resolve) => server.listen({ path, backlog: 1_024 }, resolve))
  const close = async () => {
    server.close()
    await door.close()
  }
  onTestFinished(async () => {
    await close()
    rmSync(dir, { recursive: true, force: true })
  })
  return { path, unexpected, close, ends }
}

export const echo: RunCommand = async (session) => {
  await session.out(session.request.args.join(' '))
  return EXIT.done
}

/** Runs until its client disconnects. */
export const hang: RunCommand = (session) =>
  new Promise((_resolve, reject) => {
    session.signal.addEventListener('abort', () => reject(new SessionEnded()))
  })
