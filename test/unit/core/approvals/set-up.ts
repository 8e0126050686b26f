/** Approvals over a store with four keys, a window for the card, and processes that start and end. */
import { onTestFinished } from 'vitest'
import { createApprovals } from '../../../../electron/core/approvals/approvals.ts'
import { keyEntry } from '../../../../electron/core/keychain/entry-names.ts'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import type { ProcessIdentity, Requester } from '../../../../electron/core/ports/requester.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { fakeApprovalCard } from '../../../fakes/approval-card.ts'
import { fakeDesktop } from '../../../fakes/desktop.ts'
import { openMemoryStore } from '../../../fakes/memory-store.ts'
import { keyRecord, versionRecord } from '../../../fakes/records.ts'
import { fakeWorld } from '../../../fakes/world.ts'

export const KEYS = ['dns', 'grafana', 'logs', 'mail'] as readonly string[] as readonly KeyId[]
export const [DNS, GRAFANA, LOGS] = KEYS as readonly [KeyId, KeyId, KeyId]

/** A program below a shell, which is its anchor. Programs of the same `pid` share the shell. */
export function program(name: string, pid = 100): Requester {
  const shell = { pid, startedAt: 1, executable: '/bin/zsh', name: 'zsh' }
  const own = { pid: pid + 1, startedAt: 2, executable: `/usr/bin/${name}`, name, folder: `/home/me/${name}` }
  return { chain: [own, shell], anchor: { pid, startedAt: 1, executable: '/bin/zsh' } }
}

export async function setUp({ hasWindow = true } = {}) {
  const store = openMemoryStore()
  onTestFinished(() => store.close())
  const fake = fakeWorld()
  const window = fakeApprovalCard()
  const keychain = createKeychain({ port: fake.keychain, clock: fake.clock })
  for (const id of KEYS) {
    store.keys.put(keyRecord({ id, name: `${id}-prod`, version: 2 }))
    for (const version of [1, 2]) {
      const entry = keyEntry(id, version)
      const { backend } = await keychain.keep(entry, Secret.fromText(`${id}-${version}`))
      store.versions.put(versionRecord({ key: id, version, entry, backend }))
    }
  }
  const ended = new Set<number>()
  const state = { isLocked: false, changes: 0 }
  const hidden = new Set<KeyId>()
  const approvals = createApprovals({
    store,
    keychain,
    providers: { metadata: [] },
    hidden,
    world: {
      ...fake.world,
      desktop: fakeDesktop(hasWindow ? { approvalCard: window } : {}),
      requesters: { isSame: ({ pid, startedAt }: ProcessIdentity) => startedAt === 1 && !ended.has(pid) },
    },
    isLocked: () => state.isLocked,
    changed: () => void (state.changes += 1),
  })

  const card = () => approvals.card().card
  /** Requests the current secrets of these keys; `stop` imitates a client that disconnects. */
  const get = (keys: readonly KeyId[], from: Requester | 'unknown' = program('get'), more = {}) => {
    const requester = from === 'unknown' ? undefined : from
    const stopping = new AbortController()
    const asked = approvals.release(
      { command: 'get', keys: keys.map((key) => ({ key })), requester, ...more },
      stopping.signal,
    )
    asked.catch(() => undefined)
    return { asked, stop: () => stopping.abort(new Error('gone')) }
  }

  const decide = async (answer: 'once' | '15-minutes' | 'until-lock' | 'deny') => {
    const open = card()
    if (open === undefined) throw new Error('No card is open')
    await approvals.decide({ card: open.id, answer })
  }

  const lock = () => {
    state.isLocked = true
    approvals.locked()
  }

  return {
    ...{ approvals, window, store, fake, clock: fake.clock, ended, hidden, state, card, keychain },
    ...{ get, decide, lock },
    history: () =>
      store.history.list({ limit: 100 }).map(({ kind, name, details }) => ({ kind, name, details })),
  }
}
