/** Form fields for one or any number of several choices, with free text in addition if the provider allows it. */
import { commonMessages } from '../messages/common-messages.ts'
import { choiceMessages } from '../messages/parts-messages.ts'
import { meantKey } from './key-press.ts'
import { useState } from 'react'
import { CheckboxButton, CheckboxField, CheckboxGroup, FieldError, Label, Text } from 'react-aria-components'
import type { Field as FieldFacts } from '../../shared/model/catalogue.ts'
import { Button } from './button.tsx'
import { Field, SelectField } from './field.tsx'
import { Icon } from './icon.tsx'

interface Common {
  readonly field: FieldFacts
  readonly error?: string | undefined
}

const OTHER = '\u0000other'

/** With `other`, the last choice opens a text field. */
export function ChoiceField({
  field,
  error,
  value,
  onChange,
}: Common & { readonly value: string; readonly onChange: (value: string) => void }) {
  const choices = field.choices ?? []
  const isKnown = value === '' || choices.some((choice) => choice.value === value)
  const [isOther, setIsOther] = useState(!isKnown)
  const options = [...choices, ...(field.other ? [{ value: OTHER, label: choiceMessages.other }] : [])]
  return (
    <>
      <SelectField
        label={field.label}
        help={field.help}
        error={isOther ? undefined : error}
        options={options}
        value={isOther ? OTHER : value}
        onChange={(picked) => {
          setIsOther(picked === OTHER)
          onChange(picked === OTHER ? '' : picked)
        }}
      />
      {isOther && (
        <Field
          label={choiceMessages.otherOf(field.label)}
          error={error}
          value={value}
          onChange={onChange}
          mono
          autoFocus
        />
      )}
    </>
  )
}

interface ChoicesProps extends Common {
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
}

export function ChoicesField({ field, error, value, onChange }: ChoicesProps) {
  const choices = field.choices ?? []
  const others = value.filter((picked) => !choices.some((choice) => choice.value === picked))
  return (
    <CheckboxGroup
      className="field"
      value={[...value]}
      onChange={onChange}
      isInvalid={error !== undefined}
      isRequired={field.required}
      validationBehavior="aria"
    >
      <Label className="field-label">
        {field.label}
        {field.required && <span className="field-mark"> {commonMessages.required}</span>}
      </Label>
      {field.help !== undefined && (
        <Text slot="description" className="field-help">
          {field.help}
        </Text>
      )}
      <div className="choices">
        {choices.map((choice) => (
          <Tick key={choice.value} value={choice.value} label={choice.label} />
        ))}
        {others.map((other) => (
          <Tick key={other} value={other} label={other} />
        ))}
      </div>
      {field.other && (
        <OtherChoice
          label={
            choices.length === 0 ? choiceMessages.addTo(field.label) : choiceMessages.otherOf(field.label)
          }
          addLabel={choiceMessages.addOtherOf(field.label)}
          onAdd={(text) => onChange([...new Set([...value, text])])}
        />
      )}
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
    </CheckboxGroup>
  )
}

function Tick({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <CheckboxField value={value} className="tick-field">
      <CheckboxButton className="tick">
        <span className="tick-box" aria-hidden="true">
          <Icon of="check" />
        </span>
        <span className="cut" dir="auto" title={label}>
          {label}
        </span>
      </CheckboxButton>
    </CheckboxField>
  )
}

interface OtherProps {
  readonly label: string
  readonly addLabel: string
  readonly onAdd: (text: string) => void
}

/** Adds the typed text when the user leaves the field, because the text would otherwise be lost when the form is sent. */
function OtherChoice({ label, addLabel, onAdd }: OtherProps) {
  const [text, setText] = useState('')
  const add = () => {
    if (text.trim() === '') return
    onAdd(text.trim())
    setText('')
  }
  return (
    <div className="other-choice">
      <Field
        label={label}
        value={text}
        onChange={setText}
        mono
        onBlur={add}
        onKeyDown={(event) => {
          // Enter adds the text. It must not submit the form before the text is added.
          if (meantKey(event.nativeEvent) !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <Button onPress={add} isDisabled={text.trim() === ''} aria-label={addLabel}>
        {commonMessages.add}
      </Button>
    </div>
  )
}
