/** The places where a key is used, as far as the user has written them down, and which of them use the new key by now. Pure. */
import type { Overlap } from '../../../shared/model/operation.ts'
import type { Dependents } from '../regenerate/dependents.ts'

export type Place =
  /** An environment variable, by its name. */
  | { readonly kind: 'variable'; readonly id: string; readonly name: string }
  /** The notes. Only the user can recognise places in them. */
  | { readonly kind: 'notes'; readonly id: string; readonly text: string }
  /** The user has written down no place. */
  | { readonly kind: 'everywhere'; readonly id: string }

/** The ids are stored with the overlap, so they must not depend on the order of the places. */
export function placesOf({
  environment,
  notes,
}: Pick<Dependents, 'environment' | 'notes'>): readonly Place[] {
  const variables = [...new Set(environment)].map((name): Place => ({
    kind: 'variable',
    id: `variable ${name}`,
    name,
  }))
  const written: readonly Place[] =
    notes === '' ? variables : [...variables, { kind: 'notes', id: 'notes', text: notes }]
  return written.length > 0 ? written : [{ kind: 'everywhere', id: 'everywhere' }]
}

/** The places that the user has not ticked, which may still use the old key. */
export const placesLeft = (
  places: readonly Place[],
  overlap: Pick<Overlap, 'switchedOver'>,
): readonly Place[] => places.filter((place) => !isSwitchedOver(place, overlap))

export const isSwitchedOver = (
  { id }: Place,
  { switchedOver = [] }: Pick<Overlap, 'switchedOver'>,
): boolean => switchedOver.includes(id)
