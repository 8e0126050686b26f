/** Sets up what a program leaves that ended during a regeneration, and starts it again. */
import type { OperationRecord } from '../../../../electron/core/ports/store.ts'
import { newRecoveryKey, seal } from '../../../../electron/core/rotation/response-seal.ts'
import type { OperationId } from '../../../../shared/model/model.ts'
import type { OperationState } from '../../../../shared/model/operation.ts'
import { CLOUD } from '../../../fakes/provider.ts'
import { operationRecord, START_MS } from '../../../fakes/records.ts'
import { entryOf, settle, withKey } from '../vault-set-up.ts'

export const ID = 'left-open' as OperationId
export const SECRET = 'h9999-secret-of-the-fake-cloud'

interface Left {
  readonly state: OperationState
  /** The sealed response exists: with its recovery key, without it, or damaged. */
  readonly sealed?: 'whole' | 'without its key' | 'garbled'
  /** The keychain has the new version already. */
  readonly stored?: boolean
  readonly operation?: Partial<OperationRecord>
}

/** A program that ended in the middle of a regeneration, and its next start. */
export async function restart({ state, sealed, stored = false, operation = {} }: Left) {
  const ready = await withKey()
  const { vault, database, port, sealedResponses, key, account, keyNamed } = ready
  const { remoteId, createdAt } = keyNamed('build')
  await vault.close()
  const before = { remoteId: remoteId!, scope: '', createdAt }
  database.truth.operations.put(
    operationRecord({ id: ID, state, key, account, provider: CLOUD, name: 'build', before, ...operation }),
  )
  if (sealed !== undefined) {
    const recoveryKey = newRecoveryKey()
    const remote = { remoteId: 'h9999', handle: 'h9999', createdAt: START_MS }
    const body = Buffer.from(JSON.stringify({ secret: SECRET, remote }))
    const bytes = seal(recoveryKey, ID, { status: 200, body })
    sealedResponses.write(ID, sealed === 'garbled' ? bytes.map((byte) => byte ^ 1) : bytes)
    if (sealed !== 'without its key')
      port.entries.set(
        `rescue ${ID}`,
        recoveryKey.use((raw) => raw.toString()),
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
