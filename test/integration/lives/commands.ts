/** The commands of a user, each sent through the gate. A command that finds no key or operation does nothing. */
import type { KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { Life } from './life.ts'

type Command = (life: Life, pick: number) => Promise<unknown>

const HOUR_MS = 3_600_000
const anyOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % all.length]

/** Runs a command on one of the keys of the account, if there is one. */
const toKey =
  (command: (life: Life, key: KeyRow, pick: number) => Promise<unknown>): Command =>
  async (life, pick) => {
    const { keys } = await life.program.snapshot()
    const key = anyOf(
      keys.filter(({ account }) => account === life.account),
      pick,
    )
    return key && command(life, key, pick)
  }

const toOperation =
  (
    fits: (operation: OperationRow) => boolean,
    command: (life: Life, operation: OperationRow) => Promise<unknown>,
  ): Command =>
  async (life, pick) => {
    const operation = anyOf((await life.program.snapshot()).operations.filter(fits), pick)
    return operation && command(life, operation)
  }

const isOverlap = ({ overlap }: OperationRow) => overlap !== undefined

const retire = (by: 'switch-off' | 'delete'): Command =>
  toOperation(isOverlap, async (life, { id: operation, overlap }) => {
    await life.mayEnd(overlap!.old)
    return life.program.call('overlap:retire', { operation, by, name: overlap!.oldName })
  })

export const COMMANDS = {
  create: async (life) => {
    const draft = life.row.draft(life.newName())
    return life.program.call('key:create', { account: life.account, draft })
  },
  regenerate: toKey(async (life, { id: key }) => {
    await life.mayEnd(key)
    return life.program.call('key:regenerate', { key })
  }),
  replace: toKey(async (life, { id: key }) => {
    const like = await life.program.call('key:replacement', { key })
    if (!like.ok) return like
    const draft = { ...like.value.draft, ...life.row.renamed(life.newName()) }
    return life.program.call('key:replace', { key, draft, overlapHours: 24 })
  }),
  edit: toKey((life, { id: key }) =>
    life.program.call('key:update', { key, draft: life.row.change(life.newName()) }),
  ),
  'switch off': toKey(async (life, { id: key }) => {
    await life.mayEnd(key)
    return life.program.call('key:switch', { key, enabled: false })
  }),
  'switch on': toKey((life, { id: key }) => life.program.call('key:switch', { key, enabled: true })),
  revoke: toKey(async (life, { id: key, name }) => {
    await life.mayEnd(key)
    return life.program.call('key:revoke', { key, name })
  }),
  'retire by switching off': retire('switch-off'),
  'retire by deletion': retire('delete'),
  revive: toOperation(isOverlap, (life, { id }) => life.program.call('overlap:revive', { operation: id })),
  'leave it switched off': toOperation(isOverlap, (life, { id }) =>
    life.program.call('overlap:finish', { operation: id }),
  ),
  'keep longer': toOperation(isOverlap, (life, { id, overlap }) =>
    life.program.call('overlap:keep-longer', { operation: id, until: overlap!.until + HOUR_MS }),
  ),
  'tick a place': toOperation(isOverlap, (life, { id, overlap }) =>
    life.program.call('overlap:tick', {
      operation: id,
      place: 'notes',
      isSwitchedOver: overlap!.switchedOver?.includes('notes') !== true,
    }),
  ),
  'roll back': toOperation(isOverlap, async (life, { id, key, name }) => {
    await life.mayEnd(key)
    return life.program.call('overlap:roll-back', { operation: id, name })
  }),
  resume: toOperation(
    () => true,
    (life, { id }) => life.program.call('operation:resume', { operation: id }),
  ),
  'put away': toOperation(
    ({ state }) => state === 'unknown',
    async (life, { id }) => {
      const closed = await life.program.call('operation:close', { operation: id })
      if (closed.ok) life.putAway(id)
      return closed
    },
  ),
  sync: (life) => life.program.call('account:sync', { account: life.account }),
  'check the keychain': (life) => life.program.call('keychain:check'),
  'time passes': async (life, pick) => life.pass((pick % 10) * 30_000),
  restart: (life) => life.restart(),
} as const satisfies Readonly<Record<string, Command>>
export type CommandName = keyof typeof COMMANDS

/** Work that runs without a command of the user, and so ends no key. */
export const BY_ITSELF: readonly CommandName[] = [
  'sync',
  'check the keychain',
  'time passes',
  'restart',
  'resume',
]
