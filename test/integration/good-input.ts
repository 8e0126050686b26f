/** A valid input for every call of the contract, so that only what a test adds is wrong. */
import { calls, type CallName } from '../../shared/contract/contract.ts'

const typed = (text: string) => ({ from: 'typed', text })

const GOOD: Readonly<Partial<Record<CallName, object>>> = {
  'app:frame-ack': { revision: 1 },
  'app:open-link': { to: 'provider-docs', provider: 'ripe-atlas' },
  'vault:restore': { backup: 'x' },
  'settings:change': { theme: 'dark' },
  'account:test': { provider: 'ripe-atlas', name: 'n', settings: {}, credential: typed('x') },
  'account:connect': { provider: 'ripe-atlas', name: 'n', settings: {}, credential: typed('x') },
  'account:remove': { account: 'a', name: 'n' },
  'account:permission-targets': { account: 'a', permission: 'p', term: '' },
  'keychain:bring-back': { name: 'n' },
  'keychain:delete-orphan': { name: 'n' },
  'machine:try': { part: 'disk' },
  'shortcut:record': { isRecording: false },
  'key:add': { secret: typed('x'), fields: { name: 'n' } },
  'key:edit': { key: 'k', fields: {} },
  'key:paste': { key: 'k', secret: typed('x') },
  'key:create': { account: 'a', draft: {} },
  'key:update': { key: 'k', draft: {} },
  'key:switch': { key: 'k', enabled: true },
  'key:revoke': { key: 'k', name: 'n' },
  'key:delete': { key: 'k', name: 'n' },
  'key:hold-deletion': { key: 'k', name: 'n' },
  'key:undo-deletion': { key: 'k' },
  'key:end-deletion': { key: 'k' },
  'key:delete-version': { key: 'k', version: 1, name: 'n' },
  'key:merge': { key: 'k', same: true },
  'key:replace': { key: 'k', draft: {}, overlapHours: 1 },
  'overlap:retire': { operation: 'o', by: 'delete', name: 'n' },
  'overlap:keep-longer': { operation: 'o', until: 1 },
  'overlap:tick': { operation: 'o', place: 'p', isSwitchedOver: true },
  'overlap:roll-back': { operation: 'o', name: 'n' },
  'keys:copy-env': { keys: ['k'] },
  'keys:tag': { keys: ['k'], add: [], remove: [] },
  'keys:export': { keys: ['k'], format: 'csv' },
  'queue:start': { keys: ['k'], overlapHours: 1, pauseSeconds: 0 },
  'palette:open-view': { kind: 'show-key', key: 'k' },
  'palette:favourite': { key: 'k', favourite: true },
  'reminder:snooze': { keys: ['k'], until: 1 },
  'reminder:unsnooze': { keys: ['k'] },
  'history:list': { limit: 1 },
  'proxy:sign-in': { address: 'http://proxy:1', user: 'u', password: typed('x') },
  'proxy:forget': { address: 'http://proxy:1' },
  'approval:decide': { card: 'c', answer: 'deny' },
  'approval:revoke': { id: 'a' },
  'approval:forget-denial': { id: 'd' },
  'backup:write': { for: { kind: 'passphrase', passphrase: 'p' } },
  'backup:set-automatic': {},
  'restore:open': { with: { kind: 'passphrase', passphrase: 'p' } },
  'restore:run': { id: '00000000-0000-4000-8000-000000000000', accounts: [], keys: [] },
  'restore:close': { id: '00000000-0000-4000-8000-000000000000' },
  'restore:rehearse': { with: { kind: 'passphrase', passphrase: 'p' } },
  'lock:set': { passphrase: 'p' },
  'lock:change': { passphrase: 'p', next: 'q' },
  'lock:turn-off': { passphrase: 'p' },
  'lock:unlock': { passphrase: 'p' },
  'sealed-vault:begin': { passphrase: 'p' },
  'sealed-vault:unlock': { passphrase: 'p' },
  'sealed-vault:change': { passphrase: 'p', next: 'q' },
  'sealed-vault:move': { to: 'keychain' },
}
/** A valid input; `undefined` for a call without one. The ids in it belong to nothing that exists. */
export const goodInput = (name: CallName): object | undefined => {
  if (calls[name].input.def.type === 'void') return undefined
  const only = name.startsWith('account:') ? { account: 'a' } : { key: 'k' }
  const isOfOperation = name.startsWith('operation:') || name.startsWith('overlap:')
  return GOOD[name] ?? (isOfOperation ? { operation: 'o' } : only)
}
