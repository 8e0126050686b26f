/** When the key is valid: the bar, its two dates and their source, and a date from the user if the provider has none. */
import { useState } from 'react'
import {
  DAY_MS,
  expiresWords,
  expiryOf,
  expirySourceWords,
  keyState,
  type KeyState,
} from '../../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ExpiryField, expiryChoiceOf, typedExpiryOf } from '../../parts/expiry-field.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PanelForm } from '../../parts/panel-form.tsx'
import { Day, Moment } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { validityMessages } from './detail-messages.ts'
import { Section } from './section.tsx'
import { SetButton } from './set-button.tsx'
import { useEditing } from './use-editing.ts'
import { validitySpan } from './validity.ts'

interface Props {
  readonly row: KeyRow
}

export function ValiditySection({ row }: Props) {
  const { isEditing, edit, end, isBack } = useEditing()
  const canBeTyped = row.expires.source !== 'provider'
  return (
    <Section
      title={validityMessages.title}
      aside={
        canBeTyped &&
        !isEditing && <SetButton label={validityMessages.edit} autoFocus={isBack} onPress={edit} />
      }
    >
      {isEditing ? <EditExpiry row={row} onDone={end} /> : <Validity row={row} />}
    </Section>
  )
}

/** The colour of the bar. It only repeats the state, which is shown as text above. */
const TONES: Record<KeyState, string> = {
  active: '',
  unknown: '',
  expiring: 'expiring',
  expired: 'expired',
  'not-yet-valid': 'idle',
  disabled: 'idle',
  frozen: 'idle',
  gone: 'idle',
}

function Validity({ row }: Props) {
  const now = useVault((state) => state.now)
  const leadDays = useVault(({ settings }) => settings.leadDays)
  const span = validitySpan(row, now)
  const state = keyState(row, now, leadDays * DAY_MS)
  const end = expiryOf(row)
  return (
    <>
      {span !== undefined && (
        <div className="validity">
          <span className="validity-bar" aria-hidden="true">
            <span
              className={`validity-passed ${TONES[state]}`}
              style={{ inlineSize: `${span.passed * 100}%` }}
            />
          </span>
          <span className="validity-ends small soft">
            <Day at={span.from} />
            <End at={span.to} now={now} />
          </span>
        </div>
      )}
      {row.validFrom !== undefined && row.validFrom > now && (
        <p>
          {validityMessages.starts} <Moment at={row.validFrom} />
        </p>
      )}
      {span === undefined && (
        <p>
          {end === undefined ? validityMessages.noDate(expiresWords(row, now)) : <End at={end} now={now} />}
        </p>
      )}
      <p className="faint small">{expirySourceWords(row)}</p>
    </>
  )
}

function End({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <span>
      {at <= now ? validityMessages.expired : validityMessages.expires} <Moment at={at} />
    </span>
  )
}

function EditExpiry({ row, onDone }: Props & { readonly onDone: () => void }) {
  const [value, setValue] = useState(() => expiryChoiceOf(row.expires))
  const task = useTask()
  const typedExpiry = typedExpiryOf(value)
  const save = () => {
    if (typedExpiry === undefined) return
    void task.run(() => call('key:edit', { key: row.id, fields: { typedExpiry } }), onDone)
  }
  return (
    <PanelForm onEnd={onDone}>
      <ExpiryField value={value} onChange={setValue} />
      {task.error !== undefined && <ErrorNotice error={task.error} />}
      <div className="row">
        <Button
          size="small"
          looks="primary"
          isDisabled={typedExpiry === undefined}
          isPending={task.isRunning}
          onPress={save}
        >
          {validityMessages.save}
        </Button>
        <Button size="small" onPress={onDone}>
          {commonMessages.cancel}
        </Button>
      </div>
    </PanelForm>
  )
}
