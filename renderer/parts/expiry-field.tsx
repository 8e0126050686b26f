/** When a key without a provider's date stops working: unknown, never, or at an instant. Three different things. */
import type { LocalFields } from '../../shared/model/local-fields.ts'
import type { Expiry } from '../../shared/model/model.ts'
import { expiryMessages } from '../messages/parts-messages.ts'
import { DateField } from './date-field.tsx'
import { Segments } from './segments.tsx'

export type TypedExpiry = NonNullable<LocalFields['typedExpiry']>

export interface ExpiryChoice {
  readonly choice: 'unknown' | 'never' | 'on'
  /** Epoch milliseconds UTC; kept while another choice is looked at. `NaN`: what was typed is no date. */
  readonly at: number | undefined
}

export const expiryChoiceOf = (expires: Expiry): ExpiryChoice => {
  if (expires.source === 'unknown') return { choice: 'unknown', at: undefined }
  return { choice: expires.at === undefined ? 'never' : 'on', at: expires.at }
}

/** `undefined`: a date was chosen and is missing, or is no date. */
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
      {/* What was typed stays while another choice is looked at. */}
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
