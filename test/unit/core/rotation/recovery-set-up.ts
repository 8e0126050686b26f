/** A program that ended in the middle of a regeneration: what it left, and its next start. */
import type { OperationRecord } from '../../../../electron/core/ports/store.ts'
import { newRescueKey, seal } from '../../../../electron/core/rotation/rescue.ts'
import type { OperationId } from '../../../../shared/model/model.ts'
import type { OperationState } from '../../../../shared/model/operation.ts'
import { CLOUD } from '../../../fakes/provider.ts'
import { operationRecord, START_MS } from '../../../fakes/records.ts'
import { entryOf, settle, withKey } from '../vault-set-up.ts'

export const ID = 'left-open' as OperationId
export const SECRET = 'h9999-secret-of-the-fake-cloud'

interface Left {
  readonly state: OperationState
  /** The sealed answer lies there: with its key, without it, or garbled. */
  readonly sealed?: 'whole' | 'without its key' | 'garbled'
  /** The keychain has the new version already. */
  readonly stored?: boolean
  readonly operation?: Partial<OperationRecord>
}

/** A program that ended in the middle of a regeneration, and its next start. */
export async function restart({ state, sealed, stored = false, operation = {} }: Left) {
  const ready = await withKey()
  const { vault, database, port, shelf, key, account, keyNamed } = ready
  const { remoteId, createdAt } = keyNamed('build')
  await vault.close()
  const before = { remoteId: remoteId!, scope: '', createdAt }
  database.truth.operations.put(
    operationRecord({ id: ID, state, key, account, provider: CLOUD, name: 'build', before, ...operation }),
  )
  if (sealed !== undefined) {
    const rescueKey = newRescueKey()
    const remote = { remoteId: 'h9999', handle: 'h9999', createdAt: START_MS }
    const body = Buffer.from(JSON.stringify({ secret: SECRET, remote }))
    const bytes = seal(rescueKey, ID, { status: 200, body })
    shelf.write(ID, sealed === 'garbled' ? bytes.map((byte) => byte ^ 1) : bytes)
    if (sealed !== 'without its key')
      port.entries.set(
        `rescue ${ID}`,
        rescueKey.use((raw) => raw.toString()),
      )
  }
  if (stored) port.entries.set(entryOf(key, 2), SECRET)
  const next = ready.open()
  const start = async () => {
    await next.start()
    await settle()
  }
  return { ...ready, next, start, state: () => database.truth.operations.get(ID)! }
}
