/** The fields of a key that only Keyhold knows. */
import type { ReactNode } from 'react'
import { ExpiryField, type ExpiryChoice } from '../../parts/expiry-field.tsx'
import { Field } from '../../parts/field.tsx'
import { TAGS_HELP } from '../../parts/tags-text.ts'

export interface LocalTexts {
  readonly name: string
  readonly environment: string
  readonly consoleUrl: string
  /** Separated by commas. */
  readonly tags: string
  readonly notes: string
}

/** Words beside a field. */
export type Problems = Partial<Record<keyof LocalTexts | 'typedExpiry', string>>

interface Props {
  readonly texts: LocalTexts
  readonly onTexts: (changed: Partial<LocalTexts>) => void
  readonly expiry: ExpiryChoice
  readonly onExpiry: (expiry: ExpiryChoice) => void
  readonly problems: Problems
  /** Comes after the name. */
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
      <Field label="Name" isRequired autoFocus placeholder="grafana-prod" {...plain('name')} />
      {children}
      <ExpiryField value={expiry} onChange={onExpiry} error={problems.typedExpiry} />
      <div className="two-fields">
        <Field label="Environment variable" mono placeholder="GRAFANA_KEY" {...plain('environment')} />
        <Field label="Tags" help={TAGS_HELP} placeholder="prod, metrics" {...plain('tags')} />
      </div>
      <Field
        label="Console URL"
        help="Where you manage this key"
        placeholder="https://"
        mono
        {...plain('consoleUrl')}
      />
      <Field
        label="Notes"
        help="Where it’s used and who owns it. Don’t paste secrets here."
        rows={3}
        {...plain('notes')}
      />
    </>
  )
}
