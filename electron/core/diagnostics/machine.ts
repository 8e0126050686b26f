/** Diagnostics: queries each part of the system, and tests parts by real use. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { MachineFacts, MachineTrial, Reach } from '../../../shared/diagnostics/machine.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { backupFacts } from '../backup/backup-facts.ts'
import type { Backups } from '../backup/backups.ts'
import type { Copy } from '../clipboard/copy.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Providers } from '../ports/provider.ts'
import type { Storage, Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import { providerAddresses } from '../proxy/provider-addresses.ts'
import type { Reminders } from '../reminders/reminders.ts'

interface Deps {
  readonly world: Pick<World, 'machine' | 'desktop' | 'clock' | 'commandLine' | 'log'>
  readonly store: Pick<Store, 'accounts'>
  readonly backups: Pick<Backups, 'state'>
  readonly storage: Pick<Storage, 'place'>
  readonly providers: Providers
  readonly keychain: Pick<Keychain, 'health'>
  readonly accounts: Pick<Accounts, 'testSaved'>
  readonly copy: Pick<Copy, 'tryOut' | 'status'>
  readonly reminders: Pick<Reminders, 'health' | 'test'>
  readonly checkKeychain: () => Promise<void>
}

export interface Machine {
  /** The current facts, with the results of the last trials. */
  facts(): Promise<MachineFacts>
  /** Tests the part by real use. The result is in the facts. */
  try(part: MachineTrial): Promise<MachineFacts>
}

type Unreached = Pick<Extract<Reach, { state: 'failed' }>, 'why' | 'signIn'>

/** These parts need no trial of their own: every check already tests them. */
const BY_LOOKING = () => undefined

/** Why a call can fail before a provider has responded. */
const UNREACHED: readonly Unreached['why'][] = ['offline', 'timeout', 'tls', 'proxy', 'cut-off']

export function createMachine(deps: Deps): Machine {
  const { world, store, storage, providers, keychain, accounts, copy, reminders, backups, checkKeychain } =
    deps
  let reach: Reach = { state: 'untried' }

  /** Tests the accounts one after the other, up to the first one that is not reached. Any response counts as reached, also a refusal. */
  async function reachAll(): Promise<Reach> {
    const all = store.accounts.all()
    for (const { id } of all) {
      const found = await unreached(() => accounts.testSaved({ account: id }))
      if (found !== undefined) return { state: 'failed', ...found, at: world.clock.now() }
    }
    return all.length === 0
      ? { state: 'untried' }
      : { state: 'reached', accounts: all.length, at: world.clock.now() }
  }

  const TRIALS: Record<MachineTrial, () => unknown> = {
    keychain: checkKeychain,
    clipboard: () => copy.tryOut(),
    notifications: () => reminders.test(),
    network: async () => (reach = await reachAll()),
    tray: BY_LOOKING,
    start: BY_LOOKING,
    display: BY_LOOKING,
    disk: BY_LOOKING,
  }

  async function facts(): Promise<MachineFacts> {
    const [system, clipboard, desktop] = await Promise.all([
      world.machine.inspect(providerAddresses({ store, providers })),
      copy.status(),
      world.desktop.facts(),
    ])
    return {
      system,
      clipboard,
      keychain: keychain.health(),
      shortcut: world.desktop.shortcut(),
      trayHost: desktop.trayHost,
      trayIcon: desktop.trayIcon,
      startsWithSystem: desktop.startsWithSystem,
      notifications: reminders.health().state,
      reach,
      commandLine: world.commandLine?.() ?? 'absent',
      place: storage.place(),
      isLogWritable: world.log.canWrite?.() ?? true,
      backups: backupFacts(backups.state(), world.clock.now()),
      vault: 'good', // this code runs only in an open vault
    }
  }

  return {
    facts,
    async try(part) {
      await TRIALS[part]()
      return facts()
    },
  }
}

async function unreached(ask: () => Promise<unknown>): Promise<Unreached | undefined> {
  try {
    await ask()
    return undefined
  } catch (error) {
    // A failure of the keychain says nothing about the network.
    if (!(error instanceof Failure) || error.error.kind !== 'provider') throw error
    const { why, signIn } = error.error
    const found = UNREACHED.find((one) => one === why)
    return found && { why: found, ...(signIn !== undefined && { signIn }) }
  }
}
