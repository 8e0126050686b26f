/** Adds and removes tags of many keys at once. Shows beforehand what will change. */
import { tagListMessages } from '../../messages/parts-messages.ts'
import { useMemo, useState } from 'react'
import type { Field as FieldFacts } from '../../../shared/model/catalogue.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { allOf, retag, retaggingBack } from '../../vault/local-edits.ts'
import { offerUndo } from '../../vault/undo.ts'
import { undoMessages } from '../../vault/undo-messages.ts'
import { ChoicesField } from '../../parts/choice-fields.tsx'
import { Field } from '../../parts/field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { tagsOf } from '../../parts/tags-text.ts'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useKeys } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { keysText } from '../../messages/counts.ts'
import { tagCounts, tagPlan, type TagPlan } from './tag-plan.ts'
import { tagsMessages } from './tags-messages.ts'

export function TagsDialog({ ids }: { readonly ids: readonly KeyId[] }) {
  const rows = useKeys(ids)
  const [text, setText] = useState('')
  const [remove, setRemove] = useState<readonly string[]>([])
  const task = useTask()
  const removing = useMemo(() => removalField(rows), [rows])
  if (rows.length === 0) return <MissingDialog what="key" />
  const add = tagsOf(text)
  const plan = tagPlan(rows, add, remove)
  const isReady = plan.changed > 0 && plan.problem === undefined
  const send = () => {
    if (!isReady) return
    const change = { add, remove }
    const back = retaggingBack(rows, change)
    void task.run(
      () => retag({ keys: rows.map(({ id }) => id), ...change }),
      () => {
        closeDialog()
        offerUndo(undoMessages.tagged(keysText(plan.changed)), undefined, () =>
          allOf(back.map((one) => () => retag(one))),
        )
      },
    )
  }
  return (
    <TaskDialog
      title={tagsMessages.title(rows.length)}
      task={task}
      error={task.error}
      words={tagsMessages.change(plan.changed)}
      icon="tag"
      isDisabled={!isReady}
      onSubmit={send}
      onClose={closeDialog}
    >
      <SentForm onSend={send}>
        <Field
          label={commonMessages.add}
          help={tagListMessages.help}
          error={plan.problem}
          value={text}
          onChange={setText}
          autoFocus
          autoComplete="off"
          spellCheck="false"
        />
        {removing !== undefined && <ChoicesField field={removing} value={remove} onChange={setRemove} />}
      </SentForm>
      <Preview plan={plan} all={rows.length} />
    </TaskDialog>
  )
}

/** `undefined`: these keys have no tags. */
function removalField(rows: Parameters<typeof tagCounts>[0]): FieldFacts | undefined {
  const choices = tagCounts(rows).map(({ tag, count }) => ({
    value: tag,
    label: count === rows.length ? tag : tagsMessages.tagOfSome(tag, count),
  }))
  return choices.length === 0
    ? undefined
    : { name: 'remove', label: commonMessages.remove, kind: 'choices', choices, required: false }
}

function Preview({ plan, all }: { readonly plan: TagPlan; readonly all: number }) {
  const same = all - plan.changed
  return (
    <section className="to-update" role="status">
      <h3>{tagsMessages.preview}</h3>
      {plan.lines.length === 0 ? (
        <p className="soft">{tagsMessages.nothing}</p>
      ) : (
        <>
          {plan.lines.map((line) => (
            <p key={line} className="wrap">
              {tagsMessages.line(line)}
            </p>
          ))}
          {same > 0 && <p className="soft">{tagsMessages.unchanged(same)}</p>}
        </>
      )}
    </section>
  )
}
