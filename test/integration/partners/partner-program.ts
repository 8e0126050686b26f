/** The whole program behind the real socket, the `keyhold` command in its script form, and a person who answers every card. */
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createCommandServer } from '../../../electron/command-line/server.ts'
import { FOLDER_VARIABLE, SOCKET_NAME } from '../../../shared/contract/command-line-place.ts'
import type { LocalFields } from '../../../shared/model/local-fields.ts'
import { ROOT } from '../../../scripts/bootstrap/place.mjs'
import { buildCommandScript, COMMAND_SCRIPT } from '../../../scripts/build-command.ts'
import { fakeApprovalCard } from '../../fakes/approval-card.ts'
import { newFolder, removeFolders, startProgram } from '../program.ts'

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export type PartnerProgram = Awaited<ReturnType<typeof startPartnerProgram>>

const SHIPPED = ['git-credential-keyhold', 'docker-credential-keyhold', 'keyhold.direnv.sh'] as const

export async function startPartnerProgram() {
  const built = await buildCommandScript()
  if (!built.ok) throw new Error(built.output)
  const person = { answer: 'once' as 'once' | 'deny', asked: 0 }
  const card = fakeApprovalCard()
  const decide = async () => {
    const { card: open } = await program.ask('approval:card')
    person.asked += 1
    if (open !== undefined) await program.ask('approval:decide', { card: open.id, answer: person.answer })
  }
  const program = await startProgram(newFolder(), {
    around: (world) => ({
      ...world,
      desktop: {
        ...world.desktop,
        approvalCard: {
          ...card,
          show() {
            setImmediate(() => void decide())
            return true
          },
        },
      },
    }),
  })

  const place = newFolder()
  chmodSync(place, 0o700)
  const door = createCommandServer({
    identify: () => ({ isOwnUser: true, requester: () => undefined }),
    run: program.answerCommand,
    log: program.world.log,
  })
  const server = createServer()
  door.serve(server)
  await new Promise<void>((resolve) => server.listen(join(place, SOCKET_NAME), resolve))
  onTestFinished(async () => {
    server.close()
    await door.close()
    await program.close()
    removeFolders()
  })

  const bin = join(place, 'bin')
  const home = join(place, 'home')
  mkdirSync(bin)
  mkdirSync(home)
  writeFileSync(join(bin, 'keyhold'), `#!/bin/sh\nexec '${process.execPath}' '${COMMAND_SCRIPT}' "$@"\n`, {
    mode: 0o755,
  })
  for (const name of SHIPPED) copyFileSync(join(ROOT, 'resources', 'cli', name), join(bin, name))
  const { PATH = '' } = process.env
  const env = { PATH: `${bin}${delimiter}${PATH}`, HOME: home, [FOLDER_VARIABLE]: place }

  return {
    ...program,
    person,
    env,
    home,
    bin,
    hold: async (name: string, secret: string, fields: Omit<LocalFields, 'name'>) => {
      await program.ask('key:add', { secret: { from: 'typed', text: secret }, fields: { name, ...fields } })
    },
    /** Runs a partner to its end. */
    run: (words: readonly [string, ...string[]], { cwd = home, input = '', more = {} } = {}): Promise<Ran> =>
      new Promise((resolve, reject) => {
        const [name, ...args] = words
        const child = spawn(name, args, { cwd, env: { ...env, ...more } })
        let [out, err] = ['', '']
        child.stdout.on('data', (piece: Buffer) => void (out += piece.toString()))
        child.stderr.on('data', (piece: Buffer) => void (err += piece.toString()))
        child.once('error', reject)
        child.once('close', (code) => resolve({ code, out, err }))
        child.stdin.on('error', () => undefined)
        child.stdin.end(input)
      }),
  }
}
