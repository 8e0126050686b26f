/** What the shape of a secret says about the fields of its key. Pure. */
import type { KeyShape } from '../../../shared/shapes/shape.ts'
import type { LocalTexts } from './local-fields-form.tsx'

export type ShapeFields = Partial<Pick<LocalTexts, 'name' | 'environment' | 'consoleUrl'>>

/** Values for the fields that are still empty. A field with text in it is never among them. */
export function fieldsFromShape(shape: KeyShape, texts: LocalTexts): ShapeFields {
  const isEmpty = (field: keyof ShapeFields) => texts[field].trim() === ''
  return {
    ...(isEmpty('name') && { name: shape.name }),
    ...(shape.variable !== undefined && isEmpty('environment') && { environment: shape.variable }),
    ...(shape.page !== undefined && isEmpty('consoleUrl') && { consoleUrl: shape.page }),
  }
}
