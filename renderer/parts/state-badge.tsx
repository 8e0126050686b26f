/** Badges for a key's state and its secret's state, each with an icon and a word. The colour only repeats their meaning. */
import type { KeyState } from '../../shared/expiry/expiry.ts'
import type { KeyRow, SecretState } from '../../shared/model/model.ts'
import { isOverdue, overlapLeft } from '../../shared/model/overlap.ts'
import { overlapMessages, SECRET_WORDS, STATE_WORDS } from '../messages/parts-messages.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

interface Sign {
  readonly word: string
  readonly icon: IconName
  readonly tone: 'good' | 'warn' | 'bad' | 'soft' | 'faint'
}

export const stateSigns: Record<KeyState, Sign> = {
  active: { word: STATE_WORDS.active, icon: 'active', tone: 'good' },
  expiring: { word: STATE_WORDS.expiring, icon: 'expiring', tone: 'warn' },
  expired: { word: STATE_WORDS.expired, icon: 'expired', tone: 'bad' },
  'not-yet-valid': { word: STATE_WORDS['not-yet-valid'], icon: 'notYet', tone: 'soft' },
  disabled: { word: STATE_WORDS.disabled, icon: 'disabled', tone: 'soft' },
  frozen: { word: STATE_WORDS.frozen, icon: 'frozen', tone: 'soft' },
  gone: { word: STATE_WORDS.gone, icon: 'gone', tone: 'faint' },
  unknown: { word: STATE_WORDS.unknown, icon: 'undated', tone: 'soft' },
}

export const secretSigns: Record<SecretState, Sign> = {
  held: { word: SECRET_WORDS.held, icon: 'safe', tone: 'good' },
  missing: { word: SECRET_WORDS.missing, icon: 'unsaved', tone: 'soft' },
  stale: { word: SECRET_WORDS.stale, icon: 'stale', tone: 'warn' },
  unsaved: { word: SECRET_WORDS.unsaved, icon: 'danger', tone: 'bad' },
}

function Badge({ sign }: { readonly sign: Sign }) {
  return (
    <span className="badge" title={sign.word}>
      <Icon of={sign.icon} className={sign.tone} />
      <span className="cut">{sign.word}</span>
    </span>
  )
}

const isUsual = (state: KeyState) => state === 'active' || state === 'expiring' || state === 'unknown'

/**
 * The sign of a key's role in an overlap. It replaces the sign of a key that works. The sign of a key that does not work is more important,
 * so the result is `undefined` for such a key, except a disabled old key, which is `Retired`.
 */
export function overlapSign(
  { overlap }: Pick<KeyRow, 'overlap'>,
  state: KeyState,
  now: number,
): Sign | undefined {
  if (overlap === undefined) return undefined
  if (overlap.role === 'new')
    return isUsual(state) ? { word: overlapMessages.new, icon: 'newer', tone: 'good' } : undefined
  if (state === 'disabled') return { word: overlapMessages.retired, icon: 'disabled', tone: 'soft' }
  if (!isUsual(state)) return undefined
  const tone = isOverdue(overlap, now) ? 'warn' : 'soft'
  return { word: overlapMessages.retiring(overlapLeft(overlap, now)), icon: 'retiring', tone }
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
