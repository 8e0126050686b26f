/** Which open operations of a backup can come here. */
import type { OperationId } from '../../../shared/model/model.ts'
import type { Store } from '../ports/store.ts'
import type { HeldOperation } from './open-backup.ts'

/** SECURITY: an id is part of the names of keychain entries and of files. */
const UUID = /^[0-9a-f-]{36}$/

/** Whether this vault never had the operation. One that it had keeps its row, even after its end. */
export const canBring = (store: Pick<Store, 'operations'>, { id }: HeldOperation): boolean =>
  UUID.test(id) && store.operations.get(id as OperationId) === undefined
