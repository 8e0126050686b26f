/** `keyhold sync`: reads the keys of the accounts from their providers. */
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import type { ActingCommand, ActingContext } from '../command.ts'
import { failureWords, storedFailure } from '../failure-messages.ts'
import { needAccount } from '../need-key.ts'
import { printEvents } from '../print-events.ts'
import type { VaultReading } from '../vault-reading.ts'
import { SYNC } from './sync-messages.ts'

/** How often one account's progress is printed, in milliseconds. */
const PROGRESS_MS = 1_000

export const sync: ActingCommand = {
  name: 'sync',
  ...SYNC.spec,
  needsUnlocked: true,
  async acts(context, { words: [name] }) {
    const vault = context.reading()
    const accounts = name === undefined ? vault.accounts : [needAccount(name, vault)]
    if (accounts.length === 0) {
      await context.output.notes(SYNC.noAccounts)
      return EXIT.done
    }
    const stopPrinting = printSyncProgress(context, accounts)
    try {
      const codes = await Promise.all(accounts.map((account) => syncOne(context, account, vault)))
      return codes.find((code) => code !== EXIT.done) ?? EXIT.done
    } finally {
      stopPrinting()
    }
  },
}

/** The sync continues if the client disconnects. */
async function syncOne(
  context: ActingContext,
  { id, provider }: AccountRow,
  vault: VaultReading,
): Promise<ExitCode> {
  const { output, program } = context
  await context.vault().sync.start(id)
  // Throws if the app was locked meanwhile, because no name may be printed then.
  const { rows, store } = context.vault()
  const [account] = rows.accounts([id])
  if (account === undefined) {
    await output.notes(SYNC.removed)
    return EXIT.failed
  }
  if (account.sync.state === 'failed') {
    const words = failureWords(storedFailure(account.sync.error), {
      now: program.clock.now(),
      provider: vault.providerName(provider),
    })
    await output.notes(SYNC.failed(account.name, words))
    return EXIT.failed
  }
  const keys = rows.keys(store.keys.ofAccount(id).map((key) => key.id))
  await output.lines(SYNC.done(account.name, keys.filter(({ goneSince }) => goneSince === undefined).length))
  return EXIT.done
}

function printSyncProgress(context: ActingContext, accounts: readonly AccountRow[]): () => void {
  const { clock } = context.program
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const printedAt = new Map<AccountId, number>()
  return printEvents(context, 'sync:progress', ({ account, seen, total }) => {
    const name = names.get(account)
    const now = clock.steadyMs()
    if (name === undefined || now - (printedAt.get(account) ?? -Infinity) < PROGRESS_MS) return undefined
    printedAt.set(account, now)
    return SYNC.progress(name, seen, total)
  })
}
