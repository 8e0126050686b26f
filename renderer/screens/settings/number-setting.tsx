/** A whole number with bounds. It is saved when the user leaves the field, and corrected if it is out of bounds. */
import { Button, Group, Input, Label, NumberField, Text } from 'react-aria-components'
import { numberMessages } from './settings-messages.ts'

interface Props {
  readonly label: string
  readonly unit: string
  readonly help?: string
  readonly min: number
  readonly max: number
  readonly value: number
  readonly onChange: (value: number) => void
}

export function NumberSetting({ label, unit, help, min, max, value, onChange }: Props) {
  return (
    <NumberField
      className="field number"
      minValue={min}
      maxValue={max}
      value={value}
      formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
      onChange={(next) => {
        // An emptied field reports NaN; the last value is kept.
        if (Number.isInteger(next) && next !== value) onChange(next)
      }}
    >
      <Label className="field-label">{label}</Label>
      <div className="number-line">
        <Group className="number-group">
          <Button slot="decrement" className="button plain icon-only">
            {numberMessages.less}
          </Button>
          <Input className="input" />
          <Button slot="increment" className="button plain icon-only">
            {numberMessages.more}
          </Button>
        </Group>
        <span className="soft">{unit}</span>
      </div>
      <Text slot="description" className="field-help">
        {help === undefined ? numberMessages.bounds(min, max) : numberMessages.boundsAndHelp(min, max, help)}
      </Text>
    </NumberField>
  )
}
