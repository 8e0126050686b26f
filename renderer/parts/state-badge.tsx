/** Badges for a key's state and its secret's state, each with an icon and a word. The colour only repeats their meaning. */
import type { KeyState } from '../../shared/expiry/expiry.ts'
import {
  capital,
  KEY_STATES,
  OVERLAP_STATES,
  overlapState,
  SECRET_STATES,
} from '../../shared/expiry/state-messages.ts'
import type { KeyRow, SecretState } from '../../shared/model/model.ts'
import { isOverdue, overlapLeft } from '../../shared/model/overlap.ts'
import { retiringWords } from '../messages/parts-messages.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

interface Sign {
  readonly word: string
  readonly icon: IconName
  readonly tone: 'good' | 'warn' | 'bad' | 'soft' | 'faint'
}

export const stateSigns: Record<KeyState, Sign> = {
  active: { word: capital(KEY_STATES.active), icon: 'active', tone: 'good' },
  expiring: { word: capital(KEY_STATES.expiring), icon: 'expiring', tone: 'warn' },
  expired: { word: capital(KEY_STATES.expired), icon: 'expired', tone: 'bad' },
  'not-yet-valid': { word: capital(KEY_STATES['not-yet-valid']), icon: 'notYet', tone: 'soft' },
  disabled: { word: capital(KEY_STATES.disabled), icon: 'disabled', tone: 'soft' },
  frozen: { word: capital(KEY_STATES.frozen), icon: 'frozen', tone: 'soft' },
  gone: { word: capital(KEY_STATES.gone), icon: 'gone', tone: 'faint' },
  unknown: { word: capital(KEY_STATES.unknown), icon: 'undated', tone: 'soft' },
}

export const secretSigns: Record<SecretState, Sign> = {
  held: { word: capital(SECRET_STATES.held), icon: 'safe', tone: 'good' },
  missing: { word: capital(SECRET_STATES.missing), icon: 'unsaved', tone: 'soft' },
  stale: { word: capital(SECRET_STATES.stale), icon: 'stale', tone: 'warn' },
  unsaved: { word: capital(SECRET_STATES.unsaved), icon: 'danger', tone: 'bad' },
}

function Badge({ sign }: { readonly sign: Sign }) {
  return (
    <span className="badge" title={sign.word}>
      <Icon of={sign.icon} className={sign.tone} />
      <span className="cut">{sign.word}</span>
    </span>
  )
}

/** The sign of a key's role in an overlap, as {@link overlapState} determines it. */
export function overlapSign(
  { overlap }: Pick<KeyRow, 'overlap'>,
  state: KeyState,
  now: number,
): Sign | undefined {
  const is = overlapState(overlap?.role, state)
  if (overlap === undefined || is === undefined) return undefined
  if (is === 'new') return { word: capital(OVERLAP_STATES.new), icon: 'newer', tone: 'good' }
  if (is === 'retired') return { word: capital(OVERLAP_STATES.retired), icon: 'disabled', tone: 'soft' }
  const tone = isOverdue(overlap, now) ? 'warn' : 'soft'
  return { word: retiringWords(overlapLeft(overlap, now)), icon: 'retiring', tone }
}

interface StateProps {
  readonly state: KeyState
  readonly row: Pick<KeyRow, 'overlap'>
  readonly now: number
}

export function StateBadge({ state, row, now }: StateProps) {
  return <Badge sign={overlapSign(row, state, now) ?? stateSigns[state]} />
}

export function SecretBadge({ secret }: { readonly secret: SecretState }) {
  return <Badge sign={secretSigns[secret]} />
}
