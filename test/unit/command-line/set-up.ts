/** The `keyhold` command over a whole vault in memory. */
import { createRunCommand } from '../../../electron/command-line/run-command.ts'
import type { LockHandle } from '../../../electron/core/locked-vault.ts'
import type { DesktopPort } from '../../../electron/core/ports/desktop.ts'
import type { KeyRecord } from '../../../electron/core/ports/store.ts'
import type { Vault } from '../../../electron/core/vault.ts'
import { Failure, type VaultTrouble } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { createEventListeners } from '../../../electron/command-line/event-listeners.ts'
import { fakeApprovals } from '../../fakes/approvals.ts'
import { answered, type FakeCall } from '../../fakes/command-session.ts'
import { fakeDesktop } from '../../fakes/desktop.ts'
import { makeMachine, withKey } from '../core/vault-set-up.ts'

export interface Surroundings {
  isLocked: boolean
  hasLock: boolean
  shut: VaultTrouble | undefined
  /** The passphrase of the app lock, if one is set. */
  passphrase: string
  /** The commands' requests to the desktop, in order. */
  readonly asked: string[]
}

type Machine = ReturnType<typeof makeMachine>

export function commandsOver(vault: Vault, { clock, fake, port }: Pick<Machine, 'clock' | 'fake' | 'port'>) {
  const around: Surroundings = {
    isLocked: false,
    hasLock: true,
    shut: undefined,
    passphrase: 'of the lock',
    asked: [],
  }
  const lock: LockHandle = {
    isLocked: () => around.isLocked,
    canLock: () => around.hasLock && !around.isLocked,
    lock() {
      if (around.hasLock) around.isLocked = true
    },
    async prove(passphrase) {
      if (around.hasLock && passphrase !== around.passphrase)
        throw new Failure({ kind: 'lock', why: 'wrong' })
    },
    onChange: () => () => undefined,
  }
  const desktop: DesktopPort = fakeDesktop({
    command: ['/opt/Keyhold/keyhold', '--profile=/home/dev/vault'],
    showPalette: () => void around.asked.push('palette'),
    startTimes: () => [
      { step: 'process', ms: 90 },
      { step: 'import', ms: 300 },
    ],
    openView: (view) => void around.asked.push(JSON.stringify(view)),
  })
  const approvals = fakeApprovals(vault, (entry) => port.entries.get(entry))
  const events = createEventListeners(() => undefined)
  const run = createRunCommand({
    approvals: () => approvals,
    listen: events.listen,
    vault() {
      if (around.shut !== undefined) throw new Failure({ kind: 'vault', why: around.shut })
      return vault
    },
    lock,
    desktop,
    clock,
    log: fake.world.log,
    version: '1.2.3',
  })
  const keyhold = (call: FakeCall | readonly string[]) => answered(run, call)
  return { around, approvals, events, run, keyhold }
}

/** Writes directly to the store, because a vault of an earlier version may hold any text there. Resolves when the vault's rows show it. */
export async function writeKey(vault: Vault, key: KeyId, fields: Partial<KeyRecord>): Promise<void> {
  const record = { ...vault.store.keys.get(key)!, ...fields }
  vault.store.keys.put(record)
  vault.keys.edit({ key, fields: { favourite: record.favourite } }) // changes nothing, and reports the key
  await Promise.resolve()
}

/** One account called "Lab" with a key called "build" whose secret is stored. */
export async function makeCommands(cloud: Parameters<typeof withKey>[0] = {}) {
  const ready = await withKey(cloud)
  return { ...ready, ...commandsOver(ready.vault, ready) }
}
