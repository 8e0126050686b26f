/** Chooses how long before an expiry to remind: any of the usual lead times. */
import { ChoicesField } from '../../parts/choice-fields.tsx'
import { leadChoices } from './lead-days.ts'

interface Props {
  readonly label: string
  readonly help?: string
  readonly value: readonly number[]
  /** Called with the lead times in days, the longest first. */
  readonly onChange: (days: number[]) => void
}

export function LeadDaysField({ label, help, value, onChange }: Props) {
  return (
    <ChoicesField
      field={{
        name: 'reminderDays',
        kind: 'choices',
        label,
        required: false,
        choices: leadChoices(value),
        ...(help !== undefined && { help }),
      }}
      value={value.map(String)}
      onChange={(days) => onChange(days.map(Number).sort((a, b) => b - a))}
    />
  )
}
