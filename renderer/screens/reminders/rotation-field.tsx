/** Chooses how often to rotate secrets: a number of days, or no rule. For one key, also "as in the settings". */
import { Segments } from '../../parts/segments.tsx'
import { NumberSetting } from '../settings/number-setting.tsx'
import { rotationFieldMessages } from './reminders-messages.ts'
import { LEAST_ROTATION_DAYS, MOST_ROTATION_DAYS, USUAL_ROTATION_DAYS } from './rotation-rule.ts'

type Choice = 'default' | 'off' | 'own'

interface Props<Value extends number | 'default'> {
  readonly label: string
  /** Days; 0: no rule. */
  readonly value: Value
  readonly choices: readonly (readonly [value: Choice, words: string])[]
  readonly onChange: (value: Value | number) => void
}

const choiceOf = (value: number | 'default'): Choice => {
  if (value === 'default') return 'default'
  return value === 0 ? 'off' : 'own'
}

export function RotationField<Value extends number | 'default'>(props: Props<Value>) {
  const { label, value, choices, onChange } = props
  const picked: Record<Choice, number | 'default'> = {
    default: 'default',
    off: 0,
    own: USUAL_ROTATION_DAYS,
  }
  return (
    <>
      <Segments
        label={label}
        choices={choices}
        value={choiceOf(value)}
        onChange={(choice) => onChange(picked[choice] as Value)}
      />
      {typeof value === 'number' && value > 0 && (
        <NumberSetting
          label={rotationFieldMessages.days}
          unit={rotationFieldMessages.unit}
          min={LEAST_ROTATION_DAYS}
          max={MOST_ROTATION_DAYS}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  )
}
