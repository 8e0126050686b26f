/** A field for the expiry of a key without a provider's date: unknown, never, or at an instant. Unknown and never are different. */
import type { LocalFields } from '../../shared/model/local-fields.ts'
import type { Expiry } from '../../shared/model/model.ts'
import { expiryMessages } from '../messages/parts-messages.ts'
import { DateField } from './date-field.tsx'
import { Segments } from './segments.tsx'

export type TypedExpiry = NonNullable<LocalFields['typedExpiry']>

export interface ExpiryChoice {
  readonly choice: 'unknown' | 'never' | 'on'
  /** Epoch milliseconds UTC; kept while another choice is selected. `NaN`: the typed text is not a date. */
  readonly at: number | undefined
}

export const expiryChoiceOf = (expires: Expiry): ExpiryChoice => {
  if (expires.source === 'unknown') return { choice: 'unknown', at: undefined }
  return { choice: expires.at === undefined ? 'never' : 'on', at: expires.at }
}

/** Returns `undefined` if “On a date” is chosen and the date is missing or invalid. */
export const typedExpiryOf = ({ choice, at }: ExpiryChoice): TypedExpiry | undefined => {
  if (choice !== 'on') return choice
  return Number.isNaN(at) ? undefined : at
}

interface Props {
  /** Default: "Expires". */
  readonly label?: string
  readonly value: ExpiryChoice
  readonly onChange: (value: ExpiryChoice) => void
  readonly error?: string | undefined
}

const CHOICES = [
  ['unknown', expiryMessages.unknown],
  ['never', expiryMessages.never],
  ['on', expiryMessages.on],
] as const

export function ExpiryField({ label = expiryMessages.label, value, onChange, error }: Props) {
  return (
    <div className="expiry-field">
      <Segments
        label={label}
        choices={CHOICES}
        value={value.choice}
        onChange={(choice) => onChange({ ...value, choice })}
      />
      {/* Hidden, not removed, so that the typed text stays while another choice is selected. */}
      <div hidden={value.choice !== 'on'}>
        <DateField
          label={expiryMessages.date}
          edge="end"
          past="flagged"
          isRequired
          error={error}
          value={value.at}
          onChange={(at) => onChange({ ...value, at })}
        />
      </div>
    </div>
  )
}
