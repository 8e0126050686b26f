/** The focus of the search for settings. */
import { createFieldFocus } from '../../parts/field-focus.ts'

export const settingsSearchFocus = createFieldFocus()
