/** Menu entries that copy a key's secret in another form than the plain value. */
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { copyForms, isForm } from '../parts/copy-forms.ts'
import type { MenuEntry } from '../parts/menu.tsx'
import { copyKey } from '../vault/vault-commands.ts'

/** `forms`: those that exist for this key. */
export const copyEntries = (row: KeyRow, forms: readonly CopyAs[]): readonly MenuEntry[] =>
  forms.filter(isForm).map((as) => ({ id: as, ...copyForms[as], run: () => void copyKey(row, { as }) }))
