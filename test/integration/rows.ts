/** Finds rows of the snapshot that many whole-program tests need. */
import type { AccountId, AccountRow, KeyRow } from '../../shared/model/model.ts'
import type { OperationRow } from '../../shared/model/operation.ts'
import type { RunningProgram } from './program.ts'

type Id<Row extends { readonly id: string }> = Row['id'] | Pick<Row, 'id'>

const idOf = (one: string | { readonly id: string }) => (typeof one === 'string' ? one : one.id)

export async function keyOf(program: RunningProgram, key: Id<KeyRow>): Promise<KeyRow> {
  const found = (await program.snapshot()).keys.find(({ id }) => id === idOf(key))
  if (found === undefined) throw new Error(`No key ${idOf(key)}`)
  return found
}

export async function accountOf(program: RunningProgram, account: AccountId): Promise<AccountRow> {
  const found = (await program.snapshot()).accounts.find(({ id }) => id === account)
  if (found === undefined) throw new Error(`No account ${account}`)
  return found
}

/** Keys that no account uses as its credential; at least one. */
export async function othersKeys(program: RunningProgram): Promise<readonly [KeyRow, ...KeyRow[]]> {
  const [first, ...more] = (await program.snapshot()).keys.filter(
    ({ credentialOf }) => credentialOf === undefined,
  )
  if (first === undefined) throw new Error('No other keys')
  return [first, ...more]
}

export async function onlyOperation(program: RunningProgram): Promise<OperationRow> {
  const [operation, ...others] = (await program.snapshot()).operations
  if (operation === undefined || others.length > 0) throw new Error('Not exactly one operation is open')
  return operation
}
