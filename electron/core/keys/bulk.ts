/** Commands for many keys at once that need no provider: tags, and metadata for other programs. */
import type { Input } from '../../../shared/contract/contract.ts'
import { fieldList } from '../../../shared/model/history.ts'
import { toCsv, toJson, type Names } from './export.ts'
import { localFields } from './local-fields.ts'
import type { KeyGuards } from './key-guards.ts'
import type { PutKey } from './keys.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import type { Rows } from '../projection/rows.ts'
import type { UserActions } from '../consent/user-actions.ts'

interface Deps {
  readonly store: Store
  readonly guards: KeyGuards
  readonly put: PutKey
  readonly rows: Pick<Rows, 'keys'>
  readonly providers: Pick<Providers, 'metadata'>
  readonly saveFile: World['saveFile']
  readonly actions: Pick<UserActions, 'dialog'>
}

export interface Bulk {
  /** All keys or none; a key whose tags do not change is left alone. Throws Failure `not-found` or `invalid`. */
  tag(input: Input<'keys:tag'>): void
  /** Throws Failure `not-found` for a key that is missing, `limit` without a press by the user, otherwise `file`. */
  export(input: Input<'keys:export'>): Promise<{ readonly saved: boolean }>
}

export function createBulk({ store, guards, put, rows, providers, saveFile, actions }: Deps): Bulk {
  const names: Names = {
    accountName: (id) => store.accounts.get(id)?.name ?? id,
    providerName: (id) => providers.metadata.find((one) => one.id === id)?.name ?? id,
  }

  return {
    tag({ keys, add, remove }) {
      const gone = new Set(remove.map((tag) => tag.trim()))
      store.transaction(() => {
        for (const key of new Set(keys)) {
          const record = guards.need(key)
          const kept = record.tags.filter((tag) => !gone.has(tag))
          const { tags = [] } = localFields(record, { tags: [...kept, ...add] })
          if (isSame(tags, record.tags)) continue
          put({ ...record, tags }, 'key-edited', { fields: fieldList(['tags']) })
        }
      })
    },

    async export({ keys, format }) {
      const wanted = new Set(keys)
      for (const key of wanted) guards.need(key)
      const found = rows.keys(wanted)
      const text = format === 'csv' ? toCsv(found, names) : toJson(found, names)
      return { saved: await actions.dialog(() => saveFile(`keyhold-keys.${format}`, text)) }
    },
  }
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((tag, index) => tag === others[index])
