/** The form that adds a key manually. The secret is sent straight to the main process; the other fields may be filled in later. */
import { useState } from 'react'
import { shapeById } from '../../../shared/shapes/match-shape.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { typedExpiryOf, type ExpiryChoice } from '../../parts/expiry-field.tsx'
import { SecretField } from '../../parts/secret-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { tagsOf } from '../../parts/tags-text.ts'
import { KeychainWarning } from '../regenerate/before-regenerate.tsx'
import { mayClose, type Flow } from '../regenerate/flow.ts'
import { OpenOutcomeDialog } from '../regenerate/open-outcome.tsx'
import { SaveButtons } from '../regenerate/save-buttons.tsx'
import { Stopped } from '../regenerate/stopped.tsx'
import { useSecretFlow } from '../regenerate/use-secret-flow.ts'
import { addKeyMessages } from './add-key-messages.ts'
import { LocalFieldsForm, type LocalTexts, type Problems } from './local-fields-form.tsx'
import { fieldProblem, localProblems } from './local-problems.ts'
import { ShapeOffer } from './shape-offer.tsx'

const NOTHING: LocalTexts = { name: '', environment: '', consoleUrl: '', tags: '', notes: '' }
const UNKNOWN: ExpiryChoice = { choice: 'unknown', at: undefined }

interface Props {
  readonly name?: string | undefined
  /** The id of the shape of the text on the clipboard. If set, the secret is read from the clipboard. */
  readonly copied?: string | undefined
}

export function AddKeyDialog({ name: given = '', copied }: Props) {
  const [texts, setTexts] = useState({ ...NOTHING, name: given })
  const [expiry, setExpiry] = useState(UNKNOWN)
  const [problems, setProblems] = useState<Problems>({})
  const [shape, setShape] = useState(copied === undefined ? undefined : shapeById(copied))
  const name = texts.name.trim()
  const facts = { kind: 'add', name, provider: undefined, oldSecretDies: 'none', before: undefined } as const

  const { flow, take, again, field, save } = useSecretFlow(
    (secret) => {
      const { tags, ...others } = texts
      const fields = { ...others, tags: tagsOf(tags), typedExpiry: typedExpiryOf(expiry) }
      return call('key:add', { secret, fields })
    },
    facts,
    () => {
      const found = localProblems(texts, expiry)
      setProblems(found)
      return Object.keys(found).length === 0
    },
  )

  if (flow.state === 'open')
    return (
      <OpenOutcomeDialog
        title={addKeyMessages.add(name)}
        outcome={flow.outcome}
        facts={facts}
        onAgain={again}
        onOutcome={take}
      />
    )
  const change = (changed: Partial<LocalTexts>) => {
    setTexts({ ...texts, ...changed })
    setProblems({})
    if (flow.state === 'refused' || flow.state === 'rejected') again()
  }
  const words = addKeyMessages.add(name)
  const refused = fieldProblem(flow)
  return (
    <Dialog
      title={addKeyMessages.title}
      onClose={closeDialog}
      mayClose={mayClose(flow)}
      footer={<SaveButtons flow={flow} words={words} onSave={save} />}
    >
      <KeychainWarning />
      {isAbove(flow, field.error) && <Stopped flow={flow} facts={facts} />}
      <SentForm onSend={save}>
        <LocalFieldsForm
          texts={texts}
          onTexts={change}
          expiry={expiry}
          onExpiry={setExpiry}
          problems={{ ...refused, ...problems }}
        >
          <SecretField
            {...field}
            label={addKeyMessages.secret}
            help={addKeyMessages.secretHelp}
            sendWords={words}
            onShape={setShape}
            startsFrom={copied === undefined ? 'typed' : 'clipboard'}
          />
          <ShapeOffer shape={shape} texts={texts} onFill={change} />
        </LocalFieldsForm>
      </SentForm>
    </Dialog>
  )
}

/** Whether the error is shown above the form. An error that is shown beside a field is not repeated there. */
const isAbove = (flow: Flow, secretError: string | undefined): boolean =>
  secretError === undefined && Object.keys(fieldProblem(flow)).length === 0
