/** Decides which commands apply to a key, by its provider's abilities and its state. In menu order. Pure. */
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

/** Whether the key has a stored secret to copy. */
export const hasSecret = ({ secret }: KeyRow): boolean => secret === 'held' || secret === 'stale'

interface Known {
  /** Whether the key exists at its provider, by the last sync. */
  readonly isThere: boolean
  readonly metadata: ProviderMetadata | undefined
}

type Rule = (key: KeyRow, known: Known) => boolean

const can =
  (name: keyof ProviderMetadata['can']): Rule =>
  (_, { isThere, metadata }) =>
    isThere && metadata?.can[name] === true

/** Whether the provider's form can change the key's name. Grafana's form changes only the token's account. */
const hasName = ({ metadata }: Known): boolean =>
  metadata?.updateFields.some(({ kind, name }) => kind === 'text' && /^(label|name)$/i.test(name)) === true

/** In menu order. */
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
  rename: (key, known) => key.account === undefined || (can('update')(key, known) && hasName(known)),
  favourite: () => true,
  snooze: ({ goneSince }) => goneSince === undefined,
  console: ({ consoleUrl, account }, { metadata }) =>
    consoleUrl !== '' || (account !== undefined && metadata !== undefined),
  create: can('create'),
  revoke: can('revoke'),
  delete: (_, { isThere }) => !isThere,
}

const IDS = Object.keys(RULES) as readonly KeyCommandId[]

/** The commands that apply to one key, in menu order. */
export function keyCommands(key: KeyRow, metadata: ProviderMetadata | undefined): readonly KeyCommandId[] {
  const known = { isThere: key.account !== undefined && key.goneSince === undefined, metadata }
  return IDS.filter((id) => RULES[id](key, known))
}

/**
 * The commands that have their own button in the panel, the primary one first; the others are in the panel's menu. Regenerating ends the old secret
 * at once, so it never has a button.
 */
export function mainCommands(key: KeyRow, commands: readonly KeyCommandId[]): readonly KeyCommandId[] {
  const offered = (ids: readonly KeyCommandId[]) => ids.filter((command) => commands.includes(command))
  // Without a stored secret, pasting one comes first, because that changes nothing at the provider.
  return hasSecret(key) ? offered(['replace', 'paste']).slice(0, 1) : offered(['paste', 'replace'])
}

/** The commands of the panel's menu: all except opening and copying, which the panel offers itself, and the main commands, which are buttons. */
export const menuCommands = (key: KeyRow, commands: readonly KeyCommandId[]): readonly KeyCommandId[] => {
  const main = mainCommands(key, commands)
  return commands.filter((command) => command !== 'open' && command !== 'copy' && !main.includes(command))
}
