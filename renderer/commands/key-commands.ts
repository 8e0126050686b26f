/** What can be done with keys: only what their providers offer and their state allows, in the order of a menu. Pure. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import type { KeyRow } from '../../shared/model/model.ts'

export type KeyCommandId = Extract<
  CommandId,
  | 'open'
  | 'copy'
  | 'copy-handle'
  | 'copy-variable'
  | 'copy-console'
  | 'replace'
  | 'regenerate'
  | 'paste'
  | 'edit'
  | 'enable'
  | 'disable'
  | 'snooze'
  | 'rename'
  | 'console'
  | 'favourite'
  | 'create'
  | 'revoke'
  | 'delete'
>

/** Whether there is a value to copy. */
export const hasSecret = ({ secret }: KeyRow): boolean => secret === 'held' || secret === 'stale'

interface Known {
  /** It is at its provider, as far as is known. */
  readonly isThere: boolean
  readonly metadata: ProviderMetadata | undefined
}

type Rule = (key: KeyRow, known: Known) => boolean

const can =
  (name: keyof ProviderMetadata['can']): Rule =>
  (_, { isThere, metadata }) =>
    isThere && metadata?.can[name] === true

/** In the order of a menu. */
const RULES: Record<KeyCommandId, Rule> = {
  open: () => true,
  copy: hasSecret,
  'copy-handle': ({ handle = '' }) => handle !== '',
  'copy-variable': ({ environment }) => environment !== '',
  'copy-console': ({ consoleUrl }) => consoleUrl !== '',
  replace: (key, known) => can('replace')(key, known) && key.overlap === undefined,
  regenerate: can('regenerate'),
  paste: (key, known) =>
    key.goneSince === undefined && (!can('regenerate')(key, known) || key.secret === 'missing'),
  edit: can('update'),
  enable: (key, known) => can('setEnabled')(key, known) && key.switch === 'disabled',
  disable: (key, known) => can('setEnabled')(key, known) && key.switch === 'enabled',
  rename: (key, known) => key.account === undefined || can('update')(key, known),
  favourite: () => true,
  snooze: ({ goneSince }) => goneSince === undefined,
  console: ({ consoleUrl, account }, { metadata }) =>
    consoleUrl !== '' || (account !== undefined && metadata !== undefined),
  create: can('create'),
  revoke: can('revoke'),
  delete: (_, { isThere }) => !isThere,
}

const IDS = Object.keys(RULES) as readonly KeyCommandId[]

/** What applies to one key, in the order of a menu. */
export function keyCommands(key: KeyRow, metadata: ProviderMetadata | undefined): readonly KeyCommandId[] {
  const known = { isThere: key.account !== undefined && key.goneSince === undefined, metadata }
  return IDS.filter((id) => RULES[id](key, known))
}

/** The commands that have a button of their own in the panel, the one to take first; the others are in its menu. Regenerating ends the old value at once, so it is never a button. */
export function mainCommands(key: KeyRow, commands: readonly KeyCommandId[]): readonly KeyCommandId[] {
  const offered = (ids: readonly KeyCommandId[]) => ids.filter((command) => commands.includes(command))
  // Without a value, entering it costs nothing.
  return hasSecret(key) ? offered(['replace', 'paste']).slice(0, 1) : offered(['paste', 'replace'])
}

/** The panel shows its own key and its main commands as buttons; the menu beside them has the rest. */
export const menuCommands = (key: KeyRow, commands: readonly KeyCommandId[]): readonly KeyCommandId[] => {
  const main = mainCommands(key, commands)
  return commands.filter((command) => command !== 'open' && command !== 'copy' && !main.includes(command))
}
