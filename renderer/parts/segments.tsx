/** A choice of one of a few options, side by side. Arrow keys choose. */
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'

interface Props<Value extends string> {
  readonly label: string
  /** The value of each choice and its label. */
  readonly choices: readonly (readonly [value: Value, words: string])[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

export function Segments<Value extends string>({ label, choices, value, onChange }: Props<Value>) {
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(picked) => {
        const choice = choices.find(([one]) => one === picked)
        if (choice !== undefined) onChange(choice[0])
      }}
      orientation="horizontal"
    >
      <Label className="field-label">{label}</Label>
      <div className="segments">
        {choices.map(([one, words]) => (
          <RadioField key={one} value={one}>
            <RadioButton className="segment">{words}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
