/**
 * The whole program behind the real socket, which learns from the system which program asks; the `keyhold` command in either form; and a user who
 * answers every card.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { createCommandServer } from '../../../electron/command-line/server.ts'
import { createIdentify } from '../../../electron/os/command-line-peer.ts'
import { createPeerReader } from '../../../electron/os/peer.ts'
import { createRequesterPort, identityReader, processReader } from '../../../electron/os/processes.ts'
import { loadUnixAddon } from '../../../electron/os/unix-addon.ts'
import type { ApprovalAnswer } from '../../../shared/contract/approvals.ts'
import { FOLDER_VARIABLE, SOCKET_NAME } from '../../../shared/contract/command-line-place.ts'
import type { LocalFields } from '../../../shared/model/local-fields.ts'
import { ROOT } from '../../../scripts/bootstrap/place.mjs'
import { buildCommandScript, COMMAND_RELAY, COMMAND_SCRIPT } from '../../../scripts/build-command.ts'
import { compileAddon } from '../../../scripts/native.ts'
import { fakeApprovalCard } from '../../fakes/approval-card.ts'
import { newFolder, removeFolders, startProgram } from '../program.ts'

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export type PartnerProgram = Awaited<ReturnType<typeof startPartnerProgram>>

export const FORMS = ['script', 'relay'] as const
export type Form = (typeof FORMS)[number]

/** Whether this build has the form. A build without a Rust compiler has no relay. */
export const hasForm = (form: Form): boolean => form === 'script' || existsSync(COMMAND_RELAY)

const SHIPPED = ['git-credential-keyhold', 'docker-credential-keyhold', 'keyhold.direnv.sh'] as const

/**
 * The addon that identifies the connecting program, compiled once for all tests of a file. `undefined`: there is no C compiler, so programs cannot be
 * distinguished.
 */
const addon = (() => {
  const path = join(mkdtempSync(join(tmpdir(), 'keyhold-partners-')), 'unix.node')
  afterAll(() => rmSync(dirname(path), { recursive: true, force: true }))
  return compileAddon(path) === 'compiled' ? loadUnixAddon(path) : undefined
})()

/** Whether an answer can be bound to the asking program. */
export const knowsWhoAsks = addon !== undefined

export async function startPartnerProgram(form: Form) {
  if (form === 'script') {
    const built = await buildCommandScript()
    if (!built.ok) throw new Error(built.output)
  }
  const person = { answer: 'once' as ApprovalAnswer, asked: 0 }
  const card = fakeApprovalCard()
  const decide = async () => {
    const { card: open } = await program.ask('approval:card')
    person.asked += 1
    if (open !== undefined) await program.ask('approval:decide', { card: open.id, answer: person.answer })
  }
  const program = await startProgram(newFolder(), {
    around: (world) => ({
      ...world,
      requesters: createRequesterPort(identityReader(process.platform)),
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
    identify: createIdentify({
      readPeer: createPeerReader(addon) ?? (() => undefined),
      read: processReader(process.platform),
      uid: process.getuid?.(),
      commandFolders: [dirname(COMMAND_SCRIPT)],
    }),
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
  const command = form === 'relay' ? `'${COMMAND_RELAY}'` : `'${process.execPath}' '${COMMAND_SCRIPT}'`
  writeFileSync(join(bin, 'keyhold'), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 })
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
    /** Revokes every approval, as the user can. */
    revokeAll: async () => {
      const { approvals } = await program.ask('approval:list')
      for (const { id } of approvals) await program.ask('approval:revoke', { id })
    },
    /** Runs a partner program until it ends. */
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
