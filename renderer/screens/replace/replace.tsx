/** Replaces a key with overlap: asks main for a draft made from the old key, then shows the form. */
import { useEffect, useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { FormValues, KeyId, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useKey, useProviderOf, useVault } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { PasteDialog } from '../regenerate/paste.tsx'
import { ReplaceForm } from './replace-form.tsx'
import { replaceMessages } from './replace-messages.ts'

export function ReplaceDialog({ id }: { readonly id: KeyId }) {
  const now = useKey(id)
  // Keeps the row before the operation: statements about the old key must not change when the new one arrives.
  const [row] = useState(now)
  const metadata = useProviderOf(row)
  if (row === undefined) return <MissingDialog what="key" />
  if (row.account === undefined || metadata?.can.replace !== true) return <PasteDialog id={id} />
  return <AtProvider row={row} metadata={metadata} />
}

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata
}

function AtProvider({ row, metadata }: Props) {
  const { draft, error, again } = useDraft(row.id)
  const now = useVault((state) => state.now)
  if (draft !== undefined) return <ReplaceForm row={row} metadata={metadata} draft={draft} />
  return (
    <Dialog
      title={replaceMessages.title(row.name)}
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
          {error !== undefined && (
            <Button looks="primary" autoFocus onPress={again}>
              {commonMessages.tryAgain}
            </Button>
          )}
        </>
      }
    >
      {error === undefined ? (
        <p className="row soft">
          <Spinner label={replaceMessages.askingLabel(metadata.name, row.name)} />
          {replaceMessages.asking(metadata.name)}
        </p>
      ) : (
        <ErrorNotice error={error} provider={metadata.name} now={now} />
      )}
    </Dialog>
  )
}

/** Asks for the draft once, and again each time the user retries. */
function useDraft(key: KeyId) {
  const [draft, setDraft] = useState<FormValues>()
  const [error, setError] = useState<AppError>()
  const [request, setRequest] = useState(0)
  useEffect(() => {
    let isWanted = true
    void call('key:replacement', { key }).then((result) => {
      if (!isWanted) return
      if (result.ok) setDraft(result.value.draft)
      else setError(result.error)
    })
    return () => {
      isWanted = false
    }
  }, [key, request])
  const again = () => {
    setError(undefined)
    setRequest((last) => last + 1)
  }
  return { draft, error, again }
}
