/** When a key without a provider's date stops working: unknown, never, or at an instant. Three different things. */
import type { LocalFields } from '../../shared/model/local-fields.ts'
import type { Expiry } from '../../shared/model/model.ts'
import { InstantField } from './instant-field.tsx'
import { Segments } from './segments.tsx'

export type TypedExpiry = NonNullable<LocalFields['typedExpiry']>

export interface ExpiryChoice {
  readonly choice: 'unknown' | 'never' | 'on'
  /** Epoch milliseconds UTC; kept while another choice is looked at. */
  readonly at: number | undefined
}

export const expiryChoiceOf = (expires: Expiry): ExpiryChoice => {
  if (expires.source === 'unknown') return { choice: 'unknown', at: undefined }
  return { choice: expires.at === undefined ? 'never' : 'on', at: expires.at }
}

/** `undefined`: a date was chosen and is missing. */
export const typedExpiryOf = ({ choice, at }: ExpiryChoice): TypedExpiry | undefined =>
  choice === 'on' ? at : choice

interface Props {
  /** Default: "Expires". */
  readonly label?: string
  readonly value: ExpiryChoice
  readonly onChange: (value: ExpiryChoice) => void
  readonly error?: string | undefined
}

const CHOICES = [
  ['unknown', 'Not known'],
  ['never', 'Never'],
  ['on', 'On a date'],
] as const

export function ExpiryField({ label = 'Expires', value, onChange, error }: Props) {
  return (
    <div className="expiry-field">
      <Segments
        label={label}
        choices={CHOICES}
        value={value.choice}
        onChange={(choice) => onChange({ ...value, choice })}
      />
      {value.choice === 'on' && (
        <InstantField
          label="Date and time"
          isEnd
          isRequired
          error={error}
          value={value.at}
          onChange={(at) => onChange({ ...value, at })}
        />
      )}
    </div>
  )
}
