/** The sections of a provider's description as a form: the provider, its credential, its list of keys, new keys, and deletion. */
import { FieldError, Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components'
import { SwitchField } from '../../parts/field.tsx'
import {
  credentialWords,
  describeMessages,
  firstPageWords,
  formMessages,
  pagingWords,
  timesWords,
} from './describe-messages.ts'
import { DraftChoice, DraftText, errorOfField, FormSection, type SectionProps } from './form-section.tsx'
import { SampleField, SampleResult } from './sample-field.tsx'

const { sections } = describeMessages

export function ProviderSection(props: SectionProps) {
  return (
    <FormSection title={sections.provider}>
      <div className="two-fields">
        <DraftText {...props} field="name" isRequired autoFocus isCode={false} />
        <DraftText {...props} field="keyNoun" isRequired isCode={false} />
      </div>
      <DraftText {...props} field="address" isRequired />
      <DraftText {...props} field="consoleUrl" />
    </FormSection>
  )
}

export function CredentialSection(props: SectionProps) {
  return (
    <FormSection title={sections.credential}>
      <div className="two-fields">
        <DraftChoice {...props} field="credential" label={formMessages.credential} words={credentialWords} />
        {props.draft.credential === 'header' && <DraftText {...props} field="header" isRequired />}
      </div>
    </FormSection>
  )
}

interface ListProps extends SectionProps {
  readonly sample: string
  readonly onSample: (sample: string) => void
}

export function ListSection({ sample, onSample, ...props }: ListProps) {
  return (
    <FormSection title={sections.list}>
      <div className="two-fields">
        <DraftText {...props} field="listPath" isRequired />
        <DraftText {...props} field="query" />
      </div>
      <SampleField draft={props.draft} sample={sample} onSample={onSample} onFill={props.onChange} />
      <p className="soft">{formMessages.pointers}</p>
      <DraftText {...props} field="rows" />
      <div className="two-fields">
        <DraftText {...props} field="id" isRequired />
        <DraftText {...props} field="keyName" isRequired />
        <DraftText {...props} field="expires" />
        <DraftText {...props} field="lastUsed" />
        <DraftText {...props} field="created" />
        <DraftText {...props} field="handle" />
      </div>
      <DraftText {...props} field="secret" />
      <DraftChoice {...props} field="times" label={formMessages.times} words={timesWords} />
      <SampleResult draft={props.draft} sample={sample} onUse={(rows) => props.onChange({ rows })} />
      <PagingFields {...props} />
    </FormSection>
  )
}

function PagingFields(props: SectionProps) {
  const { paging } = props.draft
  return (
    <>
      <DraftChoice {...props} field="paging" label={formMessages.paging} words={pagingWords} />
      {paging !== 'none' && (
        <div className="two-fields">
          {paging !== 'address' && <DraftText {...props} field="parameter" isRequired />}
          {paging === 'number' && (
            <DraftChoice {...props} field="first" label={formMessages.firstPage} words={firstPageWords} />
          )}
          {paging !== 'number' && <DraftText {...props} field="nextPointer" isRequired />}
        </div>
      )}
    </>
  )
}

const CREATE_METHODS = { POST: 'POST', PUT: 'PUT' } as const
const DELETE_METHODS = { DELETE: 'DELETE', POST: 'POST' } as const

export function CreateSection(props: SectionProps) {
  const { draft, onChange } = props
  return (
    <FormSection title={sections.create}>
      <SwitchField
        label={formMessages.creates}
        isOn={draft.creates}
        onChange={(creates) => onChange({ creates })}
      />
      {draft.creates && (
        <>
          <div className="method-and-path">
            <DraftChoice {...props} field="createMethod" label={formMessages.method} words={CREATE_METHODS} />
            <DraftText {...props} field="createPath" isRequired />
          </div>
          <DraftText {...props} field="createBody" isRequired rows={5} />
          <div className="two-fields">
            <DraftText {...props} field="createId" isRequired />
            <DraftText {...props} field="createSecret" isRequired />
          </div>
          <LeavesOld {...props} />
        </>
      )}
    </FormSection>
  )
}

/** Only the user can answer this question, so no answer is preselected. */
function LeavesOld({ draft, problems, onChange }: SectionProps) {
  const error = errorOfField('newKeyLeavesOld', problems)
  const { yes, no } = formMessages.leavesOldChoices
  const value = draft.newKeyLeavesOld === undefined ? null : String(draft.newKeyLeavesOld)
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(picked) => onChange({ newKeyLeavesOld: picked === 'true' })}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className="field-label">{formMessages.leavesOld}</Label>
      {(
        [
          ['true', yes],
          ['false', no],
        ] as const
      ).map(([answer, words]) => (
        <RadioField key={answer} value={answer}>
          <RadioButton className="tick radio">
            <span className="tick-box" aria-hidden="true" />
            <span className="wrap">{words}</span>
          </RadioButton>
        </RadioField>
      ))}
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
      <Text slot="description" className="field-help">
        {formMessages.leavesOldHelp}
      </Text>
    </RadioGroup>
  )
}

export function DeleteSection(props: SectionProps) {
  const { draft, onChange } = props
  return (
    <FormSection title={sections.delete}>
      <SwitchField
        label={formMessages.deletes}
        isOn={draft.deletes}
        onChange={(deletes) => onChange({ deletes })}
      />
      {draft.deletes && (
        <>
          <div className="method-and-path">
            <DraftChoice {...props} field="deleteMethod" label={formMessages.method} words={DELETE_METHODS} />
            <DraftText {...props} field="deletePath" isRequired />
          </div>
          <DraftText {...props} field="deleteBody" rows={3} />
        </>
      )}
    </FormSection>
  )
}
