/** Runs commands that need no running program: they read the database and start nothing. */
import { Failure } from '../../shared/contract/errors.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'
import { described } from '../core/descriptions/read-description.ts'
import { detailOf } from '../core/keys/detail.ts'
import type { OpenedToRead, Store } from '../core/ports/store.ts'
import type { Clock, Log } from '../core/ports/world.ts'
import { createRows } from '../core/projection/rows.ts'
import { becomeProgram } from './become-program.ts'
import { CommandStop, usage, type Command, type ReadingContext } from './command.ts'
import { COMMANDS } from './commands.ts'
import { parseInput } from './parse.ts'
import { isForProgram } from './program-switches.ts'
import { commandOf, reported, runIn } from './run-command.ts'
import type { RunCommand } from './session.ts'
import { USAGE } from './usage-messages.ts'
import { readingOf, type VaultReading } from './vault-reading.ts'

interface Deps {
  /** Opens the database read-only. Called at most once for each command, and closed after it. */
  readonly open: () => OpenedToRead
  /** The catalogue's ids and names. */
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  /** The command line that starts the program; empty if it cannot be started. */
  readonly program: readonly string[]
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly version: string
}

export interface OfflineCommands {
  /** Whether this call needs no running program: it only reads, asks for help, uses a switch of the program, or is wrong. */
  readonly canAnswer: (args: readonly string[]) => boolean
  readonly run: RunCommand
}

export function createOfflineCommands({
  open,
  providers,
  program,
  clock,
  log,
  version,
}: Deps): OfflineCommands {
  const now = () => clock.now()
  return {
    canAnswer,
    run: (session) =>
      reported(session, { now, log }, async (output) => {
        const { args } = session.request
        if (isForProgram(args)) return becomeProgram(session, program, args)
        const vault = createOfflineVault({ open, providers, now })
        const { isLocked, reading } = vault
        const context: ReadingContext = { session, output, version, commands: COMMANDS, isLocked, reading }
        try {
          return await runIn(context, args, (command) => {
            const switches = switchesOf(command)
            if (switches === undefined) throw usage(USAGE.noProgram) // `canAnswer` returns false for these
            return (input) => becomeProgram(session, program, switches(input))
          })
        } finally {
          vault.close()
        }
      }),
  }
}

function canAnswer(args: readonly string[]): boolean {
  if (isForProgram(args)) return true
  try {
    const { command, words } = commandOf(args)
    return (
      parseInput(command, words).flags.has('help') || 'reads' in command || switchesOf(command) !== undefined
    )
  } catch (error) {
    if (error instanceof CommandStop) return true
    throw error
  }
}

const switchesOf = (command: Command) => ('acts' in command ? command.switches : undefined)

interface OfflineVault extends Pick<ReadingContext, 'isLocked' | 'reading'> {
  close(): void
}

function createOfflineVault(
  deps: Pick<Deps, 'open' | 'providers'> & { readonly now: () => number },
): OfflineVault {
  let opened: OpenedToRead | undefined

  /** Returns `undefined` if there is no vault yet. Throws Failure `vault`. */
  function store(): Store | undefined {
    opened ??= deps.open()
    if (opened.state === 'shut') throw new Failure({ kind: 'vault', why: opened.why })
    return opened.state === 'open' ? opened.store : undefined
  }

  /** If a lock is set, the vault counts as locked while no program runs. */
  const isLocked = () => store()?.lock.read() !== undefined

  return {
    isLocked,
    reading() {
      if (isLocked()) throw new Failure({ kind: 'locked' })
      return readStore(store(), deps)
    },
    close() {
      if (opened?.state === 'open') opened.store.close()
    },
  }
}

function readStore(
  store: Store | undefined,
  { providers, now }: Pick<Deps, 'providers'> & { readonly now: () => number },
): VaultReading {
  if (store === undefined) {
    const none = () => []
    const nothing = { keys: [], accounts: none, operations: none, settings: () => defaultSettings }
    return readingOf({ ...nothing, now: now(), providers, detail: noKey })
  }
  const rows = createRows({
    store,
    hidden: new Set(),
    dismissed: new Set(),
    syncingSince: () => undefined,
    sealedAnswers: () => undefined,
    holdsSecret: () => false,
    providers: () => [],
    keychain: () => ({ state: 'unchecked', backend: '' }),
    notices: () => [],
    notifications: () => ({ state: 'unchecked' }),
  })
  return readingOf({
    now: now(),
    providers: [...providers, ...store.descriptions.all().map(described)],
    keys: rows.allKeys(),
    accounts: () => rows.allAccounts(),
    operations: () => rows.openOperations(),
    settings: () => rows.settings(),
    detail: (key) => detailOf(key, store, rows, () => []),
  })
}

function noKey(): never {
  throw new Failure({ kind: 'not-found', what: 'key' })
}
