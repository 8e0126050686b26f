/**
 * Removes everything from a snapshot or a change that is not in the contract. The program made the rows itself, and a full check of ten thousand rows
 * took half of a snapshot's time. So only a sample of the rows is checked fully; of the others, only the names of their fields.
 */
import { Change, OpenVault, Snapshot } from '../../shared/contract/snapshot.ts'
import { KeyRow } from '../../shared/model/model.ts'

/** One row in this many is checked fully, beginning with the first. */
const SAMPLE = 100

/** A field: of one value, of a list of values, or an object with fields of its own. */
type Field = 'value' | 'list' | Fields
interface Fields {
  readonly [name: string]: Field
}

/** The part of zod's schemas that describes rows. */
interface Schema {
  readonly _zod: { readonly def: { readonly type: string } }
}
interface Def {
  readonly type: string
  readonly innerType?: Schema
  readonly shape?: Readonly<Record<string, Schema>>
  readonly options?: readonly Schema[]
}

function fieldOf(schema: Schema): Field {
  const { type, innerType, shape, options }: Def = schema._zod.def
  if (innerType !== undefined) return fieldOf(innerType)
  if (type === 'array') return 'list'
  if (shape !== undefined) return fieldsOf(shape)
  const forms = (options ?? []).map(fieldOf).filter((form) => typeof form === 'object')
  return forms.length === 0 ? 'value' : fieldsNamed(forms.flatMap((form) => Object.entries(form)))
}

const fieldsOf = (shape: Readonly<Record<string, Schema>>): Fields =>
  fieldsNamed(Object.entries(shape).map(([name, schema]) => [name, fieldOf(schema)]))

/** Without a prototype, so that `constructor` names no field. */
function fieldsNamed(entries: readonly (readonly [string, Field])[]): Fields {
  const fields = Object.create(null) as Record<string, Field>
  for (const [name, field] of entries) fields[name] = field
  return fields
}

const ROW = fieldsOf(KeyRow.shape)

const SnapshotRest = OpenVault.omit({ keys: true })
const ChangeRest = Change.omit({ keys: true })

/** Throws if the snapshot does not fit the contract. Does not check values of rows outside the sample. */
export function trimSnapshot(snapshot: Snapshot): Snapshot {
  if (snapshot.vault !== 'open') return Snapshot.parse(snapshot)
  const { keys, ...rest } = snapshot
  return { ...SnapshotRest.parse(rest), keys: trimRows(keys) }
}

/** The same for a change, whose first row is always checked fully. */
export function trimChange({ keys, ...rest }: Change): Change {
  if (!Array.isArray(keys)) return Change.parse({ keys, ...rest })
  return { ...ChangeRest.parse(rest), keys: trimRows(keys) }
}

/** Rows without unnamed fields are returned as they are. */
const trimRows = (rows: readonly KeyRow[]): readonly KeyRow[] =>
  rows.map((row, at) => (at % SAMPLE === 0 || !isRow(row) ? KeyRow.parse(row) : row))

const isRow = (row: unknown): boolean => typeof row === 'object' && row !== null && hasOnly(row, ROW)

function hasOnly(value: object, fields: Fields): boolean {
  for (const name in value) {
    const field = fields[name]
    if (field === undefined || !fits((value as Record<string, unknown>)[name], field)) return false
  }
  return true
}

function fits(value: unknown, field: Field): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (field === 'value') return false
  if (field === 'list') return Array.isArray(value) && value.every((item) => typeof item !== 'object')
  return hasOnly(value, field)
}
