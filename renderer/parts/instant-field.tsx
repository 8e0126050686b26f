/** A date and time in local time, with its exact UTC reading below and quick steps from now. */
import { utcText } from '../messages/dates.ts'
import { useVault } from '../vault/store.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { instantOf, localTime } from './local-time.ts'

const DAY_MS = 86_400_000
const STEPS = [
  ['30 days', 30],
  ['90 days', 90],
  ['1 year', 365],
] as const

interface Props {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  /** Epoch milliseconds, UTC. */
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  /** Offers steps from now: for ends, not for beginnings. */
  readonly isEnd?: boolean
  /** Then no button takes the date away. */
  readonly isRequired?: boolean
}

export function InstantField({ label, help, error, value, onChange, isEnd, isRequired }: Props) {
  const now = useVault((state) => state.now)
  return (
    <div className="instant-field">
      <Field
        label={label}
        type="datetime-local"
        help={value === undefined ? help : utcText(value)}
        error={error}
        isRequired={isRequired ?? false}
        value={value === undefined ? '' : localTime(value)}
        onChange={(text) => onChange(instantOf(text))}
      />
      <span className="instant-steps">
        {isEnd &&
          STEPS.map(([words, days]) => (
            <Button
              key={words}
              size="small"
              aria-label={`${label}: in ${words}`}
              onPress={() => onChange(Math.ceil((now + days * DAY_MS) / 60_000) * 60_000)}
            >
              {`+ ${words}`}
            </Button>
          ))}
        {value !== undefined && isRequired !== true && (
          <Button
            size="small"
            looks="quiet"
            aria-label={`${label}: none`}
            onPress={() => onChange(undefined)}
          >
            None
          </Button>
        )}
      </span>
    </div>
  )
}
