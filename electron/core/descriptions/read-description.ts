/** Reads kept documents. One that this version cannot understand stays as it is, and has no description. */
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import type { DescribedProvider } from '../ports/provider.ts'
import type { DescriptionRecord } from '../ports/store.ts'
import { checkDescription } from './check-description.ts'

export function descriptionIn({
  document,
}: Pick<DescriptionRecord, 'document'>): ProviderDescription | undefined {
  const checked = checkDescription(document)
  return checked.kind === 'good' ? checked.description : undefined
}

/** A record as a provider, which has a name in any case. */
export function described(record: DescriptionRecord): DescribedProvider {
  const description = descriptionIn(record)
  return {
    id: record.id,
    name: description?.name ?? nameIn(record.document),
    description,
    list: listStateOf(record),
  }
}

function listStateOf({ listConfirmedAt, noKeysAt }: DescriptionRecord): DescribedProvider['list'] {
  if (listConfirmedAt !== undefined) return 'confirmed'
  return noKeysAt === undefined ? 'unconfirmed' : 'empty'
}

/** The parts that decide what is sent and how answers are read. The user's confirmation of the list is about these. */
export const callsOf = ({
  address,
  credential,
  times,
  list,
  create,
  delete: deletion,
}: ProviderDescription) => ({
  address,
  credential,
  times,
  list,
  create,
  deletion,
})

const UNNAMED = 'Described provider'

/** The name in a document of a form that is not known. */
function nameIn(document: string): string {
  try {
    const json: unknown = JSON.parse(document)
    const name: unknown = typeof json === 'object' && json !== null && 'name' in json ? json.name : undefined
    const line =
      typeof name === 'string'
        ? name
            .replace(/\p{C}+/gu, ' ')
            .trim()
            .slice(0, 100)
        : ''
    return line === '' ? UNNAMED : line
  } catch {
    return UNNAMED
  }
}
