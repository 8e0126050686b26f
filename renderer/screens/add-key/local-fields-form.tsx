/** The fields of a key that are stored in Keyhold only, not at a provider. */
import { tagListMessages } from '../../messages/parts-messages.ts'
import type { ReactNode } from 'react'
import { commonMessages } from '../../messages/common-messages.ts'
import { ExpiryField, type ExpiryChoice } from '../../parts/expiry-field.tsx'
import { Field } from '../../parts/field.tsx'
import { localFieldsMessages } from './add-key-messages.ts'

export interface LocalTexts {
  readonly name: string
  readonly environment: string
  readonly consoleUrl: string
  /** Separated by commas. */
  readonly tags: string
  readonly notes: string
}

/** Problem messages by field, shown beside the field. */
export type Problems = Partial<Record<keyof LocalTexts | 'typedExpiry', string>>

interface Props {
  readonly texts: LocalTexts
  readonly onTexts: (changed: Partial<LocalTexts>) => void
  readonly expiry: ExpiryChoice
  readonly onExpiry: (expiry: ExpiryChoice) => void
  readonly problems: Problems
  /** Shown below the name field. */
  readonly children: ReactNode
}

export function LocalFieldsForm({ texts, onTexts, expiry, onExpiry, problems, children }: Props) {
  const plain = (name: keyof LocalTexts) => ({
    value: texts[name],
    onChange: (text: string) => onTexts({ [name]: text }),
    error: problems[name],
    autoComplete: 'off',
    spellCheck: 'false' as const,
  })
  return (
    <>
      <Field
        label={commonMessages.name}
        isRequired
        autoFocus
        placeholder={localFieldsMessages.namePlaceholder}
        {...plain('name')}
      />
      {children}
      <ExpiryField value={expiry} onChange={onExpiry} error={problems.typedExpiry} />
      <div className="two-fields">
        <Field
          label={commonMessages.environmentVariable}
          mono
          placeholder={localFieldsMessages.environmentPlaceholder}
          {...plain('environment')}
        />
        <Field
          label={commonMessages.tags}
          help={tagListMessages.help}
          placeholder={localFieldsMessages.tagsPlaceholder}
          {...plain('tags')}
        />
      </div>
      <Field
        label={localFieldsMessages.consoleUrl}
        help={localFieldsMessages.consoleUrlHelp}
        placeholder={localFieldsMessages.consoleUrlPlaceholder}
        mono
        {...plain('consoleUrl')}
      />
      <Field label={commonMessages.notes} help={localFieldsMessages.notesHelp} rows={3} {...plain('notes')} />
    </>
  )
}
