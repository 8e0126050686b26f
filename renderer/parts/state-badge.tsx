/** A key's state and its secret's, each as icon and word: colour only repeats what they say. */
import type { KeyState } from '../../shared/expiry.ts'
import type { SecretState } from '../../shared/model.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

interface Sign {
  readonly word: string
  readonly icon: IconName
  readonly tone: 'good' | 'warn' | 'bad' | 'soft' | 'faint'
}

export const stateSigns: Record<KeyState, Sign> = {
  active: { word: 'Active', icon: 'active', tone: 'good' },
  expiring: { word: 'Expiring', icon: 'expiring', tone: 'warn' },
  expired: { word: 'Expired', icon: 'expired', tone: 'bad' },
  'not-yet-valid': { word: 'Upcoming', icon: 'notYet', tone: 'soft' },
  disabled: { word: 'Disabled', icon: 'disabled', tone: 'soft' },
  frozen: { word: 'Frozen', icon: 'frozen', tone: 'soft' },
  gone: { word: 'Gone', icon: 'gone', tone: 'faint' },
  unknown: { word: 'Undated', icon: 'undated', tone: 'soft' },
}

export const secretSigns: Record<SecretState, Sign> = {
  held: { word: 'Held', icon: 'safe', tone: 'good' },
  missing: { word: 'Missing', icon: 'unsaved', tone: 'soft' },
  stale: { word: 'Stale', icon: 'stale', tone: 'warn' },
  unsaved: { word: 'Not saved yet', icon: 'danger', tone: 'bad' },
}

function Badge({ sign }: { readonly sign: Sign }) {
  return (
    <span className="badge">
      <Icon of={sign.icon} className={sign.tone} />
      <span className="cut">{sign.word}</span>
    </span>
  )
}

export function StateBadge({ state }: { readonly state: KeyState }) {
  return <Badge sign={stateSigns[state]} />
}

export function SecretBadge({ secret }: { readonly secret: SecretState }) {
  return <Badge sign={secretSigns[secret]} />
}
