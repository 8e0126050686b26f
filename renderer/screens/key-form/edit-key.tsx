/** Changes a key at its provider. The form starts with the values of the last sync. */
import { useEffect, useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { FormFields } from '../../parts/form-fields.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { Ago } from '../../parts/time.tsx'
import { useForm } from '../../parts/use-form.ts'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useKey, useProviderOf } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { editKeyMessages } from './key-form-messages.ts'
import { knownDraft } from './known-draft.ts'

export function EditKeyDialog({ id }: { readonly id: KeyId }) {
  const row = useKey(id)
  const metadata = useProviderOf(row)
  const [detail, setDetail] = useState<KeyDetail>()
  const [error, setError] = useState<AppError>()
  useEffect(() => {
    let isWanted = true
    void call('key:detail', { key: id }).then((result) => {
      if (!isWanted) return
      if (result.ok) setDetail(result.value)
      else setError(result.error)
    })
    return () => {
      isWanted = false
    }
  }, [id])
  if (row === undefined || metadata === undefined) return <MissingDialog what="key" />
  if (detail !== undefined) return <EditKey detail={detail} metadata={metadata} />
  return (
    <Dialog title={editKeyMessages.title(row.name)} onClose={closeDialog}>
      {error === undefined ? <Spinner label={editKeyMessages.reading} /> : <ErrorNotice error={error} />}
    </Dialog>
  )
}

interface Props {
  readonly detail: KeyDetail
  readonly metadata: ProviderMetadata
}

function EditKey({ detail, metadata }: Props) {
  const { key, grants } = detail
  const fields = metadata.updateFields
  const form = useForm(fields, knownDraft(fields, { key, grants }))
  const task = useTask()
  const save = () => {
    if (!form.check()) return
    void task.run(
      async () => {
        const result = await call('key:update', { key: key.id, draft: form.values })
        if (!result.ok) form.refuse(result.error)
        return result
      },
      () => {
        closeDialog()
        toast({ tone: 'good', text: editKeyMessages.changed(metadata.name), about: key.name })
      },
    )
  }
  return (
    <TaskDialog
      title={editKeyMessages.title(key.name)}
      task={task}
      error={form.error}
      provider={metadata.name}
      words={editKeyMessages.save(key.name, metadata.name)}
      onSubmit={save}
      onClose={closeDialog}
    >
      <p className="soft">
        {editKeyMessages.lastSynced} <Ago at={key.asOf} />
        {editKeyMessages.end}
      </p>
      <SentForm onSend={save}>
        <FormFields
          fields={fields}
          values={form.values}
          problems={form.problems}
          onChange={form.change}
          account={key.account}
          provider={metadata.name}
        />
      </SentForm>
    </TaskDialog>
  )
}
