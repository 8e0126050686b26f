/** Shared by the sections of the form: the draft, its problems, and the fields that are bound to them. */
import { useId, type ReactNode } from 'react'
import { Field, SelectField } from '../../parts/field.tsx'
import { fieldMessages, type TextFieldName } from './describe-messages.ts'
import type { Draft, DraftField, Problems } from './draft.ts'
import { problemWords } from './problems-messages.ts'

export interface SectionProps {
  readonly draft: Draft
  readonly problems: Problems
  readonly onChange: (changed: Partial<Draft>) => void
}

export function FormSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useId()
  return (
    <section className="describe-section" aria-labelledby={heading}>
      <h3 id={heading} className="describe-head">
        {title}
      </h3>
      {children}
    </section>
  )
}

export const errorOfField = (field: DraftField, problems: Problems): string | undefined => {
  const why = problems[field]
  return why === undefined ? undefined : problemWords(field, why)
}

interface TextProps extends SectionProps {
  readonly field: TextFieldName
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
  /** Makes a field of several lines. */
  readonly rows?: number
  /** False for names, which are not code. */
  readonly isCode?: boolean
}

export function DraftText({
  draft,
  problems,
  onChange,
  field,
  isRequired = false,
  autoFocus = false,
  rows,
  isCode = true,
}: TextProps) {
  const words: { label: string; help?: string; placeholder?: string } = fieldMessages[field]
  return (
    <Field
      label={words.label}
      help={words.help}
      placeholder={words.placeholder}
      value={draft[field]}
      onChange={(text) => onChange({ [field]: text })}
      error={errorOfField(field, problems)}
      isRequired={isRequired}
      autoFocus={autoFocus}
      mono={isCode}
      autoComplete="off"
      spellCheck="false"
      {...(rows !== undefined && { rows })}
    />
  )
}

type ChoiceName = 'credential' | 'times' | 'paging' | 'first' | 'createMethod' | 'deleteMethod'

interface ChoiceProps<Name extends ChoiceName> extends Pick<SectionProps, 'draft' | 'onChange'> {
  readonly field: Name
  readonly label: string
  readonly words: Readonly<Record<Draft[Name], string>>
}

export function DraftChoice<Name extends ChoiceName>({
  draft,
  onChange,
  field,
  label,
  words,
}: ChoiceProps<Name>) {
  const options = Object.entries<string>(words).map(([value, shown]) => ({ value, label: shown }))
  return (
    <SelectField
      label={label}
      options={options}
      value={draft[field]}
      onChange={(value) => {
        if (Object.hasOwn(words, value)) onChange({ [field]: value })
      }}
    />
  )
}
