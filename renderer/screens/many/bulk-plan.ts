/** Plans a command on many keys: the step for each key that allows it, and why the others do not. Pure. */
import { keyCommands } from '../../commands/key-commands.ts'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'

export type BulkAction = 'disable' | 'delete' | 'expire'

/** `revoke` deletes the key at the provider and is final. `delete` deletes it in Keyhold and can be undone. */
export type BulkStep = {
  readonly row: KeyRow
  readonly does: 'disable' | 'revoke' | 'delete' | 'expire'
}

export type BulkWhy = 'own-credential' | 'unable' | 'provider-date'

export interface BulkPlan {
  /** Deletions that can be undone come last, so that their ten seconds begin when everything else is done. */
  readonly steps: readonly BulkStep[]
  readonly refused: readonly { readonly why: BulkWhy; readonly count: number }[]
}

type MetadataOf = (row: KeyRow) => ProviderMetadata | undefined

export function bulkPlan(action: BulkAction, rows: readonly KeyRow[], metadataOf: MetadataOf): BulkPlan {
  const assessed = rows.map((row) => ({ row, does: stepOf(action, row, metadataOf) }))
  const steps = assessed.flatMap(({ row, does }) => (isWhy(does) ? [] : [{ row, does }]))
  const whys = Map.groupBy(assessed.map(({ does }) => does).filter(isWhy), (why) => why)
  return {
    steps: steps.toSorted((a, b) => Number(a.does === 'delete') - Number(b.does === 'delete')),
    refused: [...whys].map(([why, group]) => ({ why, count: group.length })),
  }
}

const WHYS: readonly string[] = ['own-credential', 'unable', 'provider-date'] satisfies BulkWhy[]
const isWhy = (does: BulkStep['does'] | BulkWhy): does is BulkWhy => WHYS.includes(does)

function stepOf(action: BulkAction, row: KeyRow, metadataOf: MetadataOf): BulkStep['does'] | BulkWhy {
  if (action === 'expire') return row.expires.source === 'provider' ? 'provider-date' : 'expire'
  const commands = keyCommands(row, metadataOf(row))
  const does = action === 'disable' ? ['disable' as const] : (['revoke', 'delete'] as const)
  const found = does.find((one) => commands.includes(one))
  if (found === undefined) return 'unable'
  return row.credentialOf === undefined ? found : 'own-credential'
}
