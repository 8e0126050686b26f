/** Draws the form fields that the catalogue defines. The page knows kinds of fields, never providers. */
import { useState } from 'react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { applicableFields } from '../../shared/model/form-fields.ts'
import type { Field as FieldFacts } from '../../shared/model/catalogue.ts'
import type { AccountId, FieldValue, FormValues, Grant } from '../../shared/model/model.ts'
import { fieldWords } from '../messages/errors.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { ChoiceField, ChoicesField } from './choice-fields.tsx'
import { Field, SwitchField } from './field.tsx'
import type { FieldProblem } from './form-values.ts'
import { FoldButton } from './fold-button.tsx'
import { GrantsField } from './grants-field.tsx'
import { DateField } from './date-field.tsx'

interface Props {
  readonly fields: readonly FieldFacts[]
  readonly values: FormValues
  /** `undefined`: the field has no value. */
  readonly onChange: (name: string, value: FieldValue | undefined) => void
  readonly problems: readonly FieldProblem[]
  /** The account whose permissions a `grants` field loads. */
  readonly account?: AccountId | undefined
  readonly provider?: string | undefined
}

export function FormFields(props: Props) {
  const { values, problems } = props
  const fields = applicableFields(props.fields, values)
  const advanced = fields.filter((field) => field.advanced)
  const hasProblem = advanced.some(({ name }) => problems.some(({ field }) => field === name))
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      {fields
        .filter((field) => !field.advanced)
        .map((field) => (
          <OneField key={field.name} {...props} field={field} />
        ))}
      {advanced.length > 0 && (
        <Disclosure className="advanced" isExpanded={isOpen || hasProblem} onExpandedChange={setIsOpen}>
          <Heading className="advanced-head">
            <FoldButton>{commonMessages.advanced}</FoldButton>
          </Heading>
          <DisclosurePanel className="advanced-body">
            {advanced.map((field) => (
              <OneField key={field.name} {...props} field={field} />
            ))}
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  )
}

const text = (value: FieldValue | undefined) => (typeof value === 'string' ? value : '')
const texts = (value: FieldValue | undefined) =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const grantsOf = (value: FieldValue | undefined) =>
  Array.isArray(value) ? value.filter((one): one is Grant => typeof one === 'object') : []

type OneProps = Props & { readonly field: FieldFacts }

function OneField(props: OneProps) {
  const { field, values, onChange, problems } = props
  const why = problems.find((problem) => problem.field === field.name)?.why
  return (
    <DrawnField
      {...props}
      value={values[field.name]}
      error={why === undefined ? undefined : fieldWords(why, field.name, field.kind)}
      change={(next) => onChange(field.name, next)}
    />
  )
}

type DrawnProps = Pick<OneProps, 'field' | 'account' | 'provider'> & {
  readonly value: FieldValue | undefined
  readonly error: string | undefined
  readonly change: (value: FieldValue | undefined) => void
}

function DrawnField({ field, value, error, change, account, provider }: DrawnProps) {
  const { label, help } = field
  switch (field.kind) {
    case 'text':
    case 'url':
    case 'file':
      return <LineField field={field} value={value} error={error} change={change} />
    case 'choice':
      return <ChoiceField field={field} error={error} value={text(value)} onChange={change} />
    case 'choices':
      return <ChoicesField field={field} error={error} value={texts(value)} onChange={change} />
    case 'instant':
      return <InstantField field={field} value={value} error={error} change={change} />
    case 'switch':
      return <SwitchField label={label} help={help} isOn={value === true} onChange={change} />
    case 'grants':
      if (account === undefined) return null
      return (
        <GrantsField
          {...{ label, help, error, account, provider }}
          value={grantsOf(value)}
          onChange={change}
        />
      )
  }
}

type PlainProps = Omit<DrawnProps, 'account' | 'provider'>

function InstantField({ field, value, error, change }: PlainProps) {
  const isStart = /from|start/i.test(field.name)
  return (
    <DateField
      label={field.label}
      help={field.help}
      error={error}
      value={typeof value === 'number' ? value : undefined}
      onChange={change}
      edge={isStart ? 'start' : 'end'}
      past={isStart ? 'fine' : 'refused'}
      isRequired={field.required}
    />
  )
}

function LineField({ field, value, error, change }: PlainProps) {
  return (
    <Field
      label={field.label}
      help={field.help}
      error={error}
      placeholder={field.placeholder}
      mono={field.kind !== 'text'}
      isRequired={field.required}
      value={text(value)}
      onChange={change}
      autoComplete="off"
      spellCheck="false"
    />
  )
}
