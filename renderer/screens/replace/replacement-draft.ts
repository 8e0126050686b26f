/** The draft that is sent for a replacement: main's draft with the user's changes. Pure. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { filledValues } from '../../parts/form-values.ts'

/** Values that the form does not show are kept unchanged. Fields that the user emptied are left out. */
export function changedDraft(fields: readonly Field[], draft: FormValues, values: FormValues): FormValues {
  const shown = new Set(fields.map(({ name }) => name))
  const unseen = Object.entries(draft).filter(([name]) => !shown.has(name))
  return { ...Object.fromEntries(unseen), ...filledValues(fields, values) }
}
