/** What is asked of the provider for a replacement: the draft that main made, as the user has changed it. Pure. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { filledValues } from '../../parts/form-values.ts'

/** What the form does not show goes along as it came; what the user has emptied does not. */
export function changedDraft(fields: readonly Field[], draft: FormValues, values: FormValues): FormValues {
  const shown = new Set(fields.map(({ name }) => name))
  const unseen = Object.entries(draft).filter(([name]) => !shown.has(name))
  return { ...Object.fromEntries(unseen), ...filledValues(fields, values) }
}
