/** The focus of the search for keys. */
import { createFieldFocus } from '../../parts/field-focus.ts'

export const keySearchFocus = createFieldFocus()
