/** What can be done with a key: only what its provider offers and its state allows. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'

export type KeyAct =
  | 'replace'
  | 'regenerate'
  | 'paste'
  | 'edit'
  | 'enable'
  | 'disable'
  | 'console'
  | 'favourite'
  | 'create'
  | 'revoke'
  | 'delete'

/** In the order of a menu. */
export function keyActs(key: KeyRow, metadata: ProviderMetadata | undefined): readonly KeyAct[] {
  const isThere = key.account !== undefined && key.goneSince === undefined
  const can = (name: keyof ProviderMetadata['can']) => isThere && metadata?.can[name] === true
  const acts: readonly (readonly [KeyAct, boolean])[] = [
    ['replace', can('replace') && key.overlap === undefined],
    ['regenerate', can('regenerate')],
    ['paste', key.goneSince === undefined && (!can('regenerate') || key.secret === 'missing')],
    ['edit', can('update')],
    ['enable', can('setEnabled') && key.switch === 'disabled'],
    ['disable', can('setEnabled') && key.switch === 'enabled'],
    ['console', key.consoleUrl !== '' || (key.account !== undefined && metadata !== undefined)],
    ['favourite', true],
    ['create', can('create')],
    ['revoke', can('revoke')],
    ['delete', !isThere],
  ]
  return acts.filter(([, isOffered]) => isOffered).map(([act]) => act)
}

const WITH_VALUE: readonly KeyAct[] = ['replace', 'regenerate', 'paste']
const WITHOUT_VALUE: readonly KeyAct[] = ['paste', 'replace', 'regenerate']

/** Whether there is a value to copy. */
export const hasSecret = ({ secret }: KeyRow): boolean => secret === 'held' || secret === 'stale'

/** The acts that have a button of their own, the one to take first; the others are in the menu. */
export function mainActs(key: KeyRow, acts: readonly KeyAct[]): readonly KeyAct[] {
  // Without a value, entering it costs nothing and regenerating ends the old one.
  if (!hasSecret(key)) return WITHOUT_VALUE.filter((act) => acts.includes(act))
  const renewing = WITH_VALUE.filter((act) => acts.includes(act))
  // A planned change and a leak are two different buttons.
  return renewing.includes('replace') ? renewing.filter((act) => act !== 'paste') : renewing.slice(0, 1)
}
