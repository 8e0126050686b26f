/** Derives fields of a key from the shape of its secret. Pure. */
import type { KeyShape } from '../../../shared/shapes/shape.ts'
import type { LocalTexts } from './local-fields-form.tsx'

export type ShapeFields = Partial<Pick<LocalTexts, 'name' | 'environment' | 'consoleUrl'>>

/** Values for the empty fields. Never a value for a field that already has text. */
export function fieldsFromShape(shape: KeyShape, texts: LocalTexts): ShapeFields {
  const isEmpty = (field: keyof ShapeFields) => texts[field].trim() === ''
  return {
    ...(isEmpty('name') && { name: shape.name }),
    ...(shape.variable !== undefined && isEmpty('environment') && { environment: shape.variable }),
    ...(shape.page !== undefined && isEmpty('consoleUrl') && { consoleUrl: shape.page }),
  }
}
