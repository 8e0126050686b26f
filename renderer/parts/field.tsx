/** Labelled form controls: one line, many lines, one of several, on or off. An error appears below the control; the help text stays. */
import type { Ref } from 'react'
import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  SwitchButton,
  SwitchField as AriaSwitchField,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'
import { commonMessages } from '../messages/common-messages.ts'
import { Icon } from './icon.tsx'

interface Common {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
}

export function Below({ help, error }: Pick<Common, 'help' | 'error'>) {
  return (
    <>
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </>
  )
}

interface FieldProps extends Common, Omit<TextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  readonly placeholder?: string | undefined
  readonly mono?: boolean
  /** Makes a field of several lines that shows this many. */
  readonly rows?: number
  readonly inputRef?: Ref<HTMLInputElement>
}

/** A text field. Controlled with `value` or uncontrolled with `defaultValue`, like React Aria's `TextField`. */
export function Field({ label, help, error, placeholder, mono, rows, inputRef, ...rest }: FieldProps) {
  const className = `input${mono ? ' mono' : ''}`
  const hint = placeholder === undefined ? {} : { placeholder }
  return (
    <TextField {...rest} className="field" isInvalid={error !== undefined} validationBehavior="aria">
      <Label className="field-label">
        {label}
        {rest.isRequired && <span className="field-mark"> {commonMessages.required}</span>}
      </Label>
      {rows === undefined ? (
        <Input className={className} dir="auto" {...hint} {...(inputRef && { ref: inputRef })} />
      ) : (
        <TextArea className={className} dir="auto" rows={rows} {...hint} />
      )}
      <Below help={help} error={error} />
    </TextField>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

interface SelectProps extends Common {
  readonly options: readonly Option[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isDisabled?: boolean
}

/** A choice of one option, by arrow keys or typing. */
export function SelectField({ label, help, error, options, value, onChange, isDisabled }: SelectProps) {
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => onChange(String(key))}
      isInvalid={error !== undefined}
      isDisabled={isDisabled ?? false}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <Button className="input select">
        <SelectValue className="cut" />
        <Icon of="down" />
      </Button>
      <Below help={help} error={error} />
      <Popover className="popover select-list" offset={4}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} className="menu-item">
              <span className="cut">{option.label}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}

interface SwitchProps extends Omit<Common, 'error'> {
  readonly isOn: boolean
  readonly onChange: (on: boolean) => void
  readonly isDisabled?: boolean
}

export function SwitchField({ label, help, isOn, onChange, isDisabled }: SwitchProps) {
  return (
    <AriaSwitchField className="field" isSelected={isOn} onChange={onChange} isDisabled={isDisabled ?? false}>
      <SwitchButton className="switch">
        <span className="switch-track" aria-hidden="true">
          <span className="switch-thumb" />
        </span>
        <span>{label}</span>
      </SwitchButton>
      <Below help={help} />
    </AriaSwitchField>
  )
}
